/** A moment as JSON: local date, weekday, time and time zone. */
export function dateAndTime(now: Date, timeZone?: string): string {
  let format;
  try {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
  } catch {
    return `Error: there is no time zone ${timeZone?.slice(0, 60)}. Zones are named like Europe/Paris.`;
  }
  const { timeZone: zone } = format.resolvedOptions();
  const [day, month, year] = format.format(now).slice(0, 10).split('/');
  const named = (options: Intl.DateTimeFormatOptions, type: Intl.DateTimeFormatPartTypes) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options })
      .formatToParts(now)
      .find((part) => part.type === type)!.value;
  return JSON.stringify({
    date: `${year}-${month}-${day}`,
    weekday: named({ weekday: 'long' }, 'weekday'),
    time: format.format(now).slice(-8),
    time_zone: `${zone} (${named({ timeZoneName: 'longOffset' }, 'timeZoneName')})`,
  });
}
