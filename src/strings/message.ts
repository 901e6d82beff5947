import format, { type CompiledMessage } from 'icu-minify/format';

/** What a message is given. A function draws what a tag is around. */
export type MessageValues<Drawn> = Record<string, string | number | ((children: (string | Drawn)[]) => Drawn)>;

/**
 * Writes a message with its values: a string, or a list of what its tags drew and the texts between.
 *
 * @param message as compiled by tools/strings
 * @throws Error for a placeholder without a value
 */
export function written<Drawn = string>(
  message: CompiledMessage,
  language: string,
  values: MessageValues<Drawn> = {},
): string | Drawn | (string | Drawn)[] {
  return format<Drawn>(message, language, values, { formatters });
}

/** `Intl` makes a formatter in some 20 µs, so each is made once. */
const formatters = {
  getNumberFormat: remembered((...of: ConstructorParameters<typeof Intl.NumberFormat>) => new Intl.NumberFormat(...of)),
  getPluralRules: remembered((...of: ConstructorParameters<typeof Intl.PluralRules>) => new Intl.PluralRules(...of)),
  getDateTimeFormat: (...of: ConstructorParameters<typeof Intl.DateTimeFormat>) => new Intl.DateTimeFormat(...of),
};

function remembered<Of extends unknown[], Made>(make: (...of: Of) => Made): (...of: Of) => Made {
  const made = new Map<string, Made>();
  return (...of) => {
    const name = JSON.stringify(of);
    const known = made.get(name) ?? make(...of);
    made.set(name, known);
    return known;
  };
}
