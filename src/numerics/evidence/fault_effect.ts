const exponent = 0x7f80_0000;

/**
 * The effect of a fault alone: the change from `without` to `withIt`, applied to `reference`, value by value. Whatever else is
 * wrong with the kernel cancels out.
 */
export function effectOn(reference: Float32Array, withIt: Float32Array, without: Float32Array): Float32Array {
  return reference.map((value, i) => {
    if (Object.is(withIt[i], without[i])) return value;
    // Values that are not finite have no difference.
    return Number.isFinite(withIt[i]! - without[i]!) ? value + (withIt[i]! - without[i]!) : withIt[i]!;
  });
}

/**
 * The distance from `simulated` to `observed`, as a share of that from `reference` to `observed`: near 0 when the same fault
 * made both. Infinity where only one of them is finite.
 */
export function distanceShare(simulated: Float32Array, observed: Float32Array, reference: Float32Array): number {
  const [a, b] = [simulated, observed].map(
    (values) => new Uint32Array(values.buffer, values.byteOffset, values.length),
  );
  let [apart, observedApart, size] = [0, 0, 0];
  for (let i = 0; i < observed.length; i++) {
    const special = (b![i]! & exponent) === exponent;
    if (((a![i]! & exponent) === exponent) !== special) return Infinity;
    size += reference[i]! ** 2;
    if (special) continue;
    apart += (simulated[i]! - observed[i]!) ** 2;
    observedApart += (observed[i]! - reference[i]!) ** 2;
  }
  // Where only values that are not finite are wrong, both distances are rounding. The floor of 1e-4 of the rms prevents a large ratio.
  return apart === 0 ? 0 : Math.sqrt(apart / (observedApart + 1e-8 * size));
}
