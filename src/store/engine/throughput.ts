/** Long enough for a steady figure, short enough to follow a change of the network. */
const windowMs = 4000;

/** Bytes per second over the last few seconds, from running totals. Null until there are two readings at different times. */
export function createThroughput() {
  const readings: { at: number; bytes: number }[] = [];
  return function read(bytes: number, at: number): number | null {
    readings.push({ at, bytes });
    while (readings.length > 2 && at - readings[0]!.at > windowMs) readings.shift();
    const first = readings[0]!;
    return at > first.at ? ((bytes - first.bytes) / (at - first.at)) * 1000 : null;
  };
}
