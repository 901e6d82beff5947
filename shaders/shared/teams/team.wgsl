// Sums over a team: `team` neighbouring invocations of a workgroup, a power of two. Both files have `team_sums` for four values and
// `team_sum` for one. Every invocation of the workgroup must call them, and every invocation of a team gets its sum.
// one of: team_subgroups, team_workgroup
