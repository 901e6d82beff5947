import { parseArgs, type ParseArgsConfig } from 'node:util';
import { wrongUsage } from '../../bootstrap/process.mjs';

/**
 * The values of a command line's flags.
 *
 * @throws Stop with one line and the usage when a flag is unknown or lacks its value.
 */
export function parseFlags<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: T,
  usage: string,
) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw wrongUsage(error, usage);
  }
}
