const day = String.raw`(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)`;
const time = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)`;
const byteOfAddress = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;
const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?';

/** `format`s, as patterns of all that is written so. Addresses are those that are common: less than the standards allow. */
export const formats: Partial<Record<string, string>> = {
  date: `^${day}$`,
  time: `^${time}$`,
  'date-time': `^${day}T${time}$`,
  uuid: '^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$',
  ipv4: String.raw`^(?:${byteOfAddress}\.){3}${byteOfAddress}$`,
  email: String.raw`^[a-zA-Z0-9_+-]+(?:\.[a-zA-Z0-9_+-]+)*@(?:${label}\.)+[a-zA-Z]{2,20}$`,
  hostname: String.raw`^${label}(?:\.${label}){0,3}$`,
  uri: String.raw`^https?://(?:${label}\.)+[a-zA-Z]{2,20}(?::[1-9]\d{0,3})?(?:/[a-zA-Z0-9._~-]*)*(?:\?[a-zA-Z0-9._~=&-]*)?(?:#[a-zA-Z0-9._~-]*)?$`,
};
