const exponent = 0x7f80_0000;

/**
 * What a mistake does by itself: `reference` changed as it changes `without` into `withIt`, value by value. A kernel that is wrong in
 * another way, too, leaves no more of that behind than the reference does.
 */
export function effectOn(reference: Float32Array, withIt: Float32Array, without: Float32Array): Float32Array {
  return reference.map((value, i) => {
    if (Object.is(withIt[i], without[i])) return value;
    // Of what is not finite there is no difference to take.
    return Number.isFinite(withIt[i]! - without[i]!) ? value + (withIt[i]! - without[i]!) : withIt[i]!;
  });
}

/**
 * How far `simulated` is from `observed`, as a share of how far `observed` is from `reference`: near 0 when one mistake made
 * both. Infinity where one has a value that is not finite and the other has not.
 */
export function distanceShare(simulated: Float32Array, observed: Float32Array, reference: Float32Array): number {
  const [a, b] = [simulated, observed].map(
    (values) => new Uint32Array(values.buffer, values.byteOffset, values.length),
  );
  let [apart, off, size] = [0, 0, 0];
  for (let i = 0; i < observed.length; i++) {
    const special = (b![i]! & exponent) === exponent;
    if (((a![i]! & exponent) === exponent) !== special) return Infinity;
    size += reference[i]! ** 2;
    if (special) continue;
    apart += (simulated[i]! - observed[i]!) ** 2;
    off += (observed[i]! - reference[i]!) ** 2;
  }
  // Where only values that are not finite were off, rounding is left on both sides: 1e-4 of the size counts as off then.
  return apart === 0 ? 0 : Math.sqrt(apart / (off + 1e-8 * size));
}
