/**
 * How much longer ours takes than theirs, measured in turns in one run so that a busy machine slows both: the median
 * of the ratios of the rounds.
 */
export async function compare(
  ours: () => unknown,
  theirs: () => unknown,
  { rounds = 15, calls = 200 }: { readonly rounds?: number; readonly calls?: number } = {},
): Promise<number> {
  const time = async (work: () => unknown) => {
    const start = performance.now();
    for (let call = 0; call < calls; call += 1) await work();
    return performance.now() - start;
  };
  await time(ours);
  await time(theirs);
  const ratios: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    ratios.push((await time(ours)) / (await time(theirs)));
  return ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? Number.NaN;
}
