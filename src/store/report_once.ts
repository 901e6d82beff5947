/**
 * Reports that something is not kept for the next visit, each reason once: while an answer streams, a full disk fails several
 * writes a second, and what a person has dismissed is known.
 */
export function reportOnce(report: (reason: string) => void): (reason: string) => void {
  const reported = new Set<string>();
  return (reason) => {
    if (reported.has(reason)) return;
    reported.add(reason);
    report(reason);
  };
}
