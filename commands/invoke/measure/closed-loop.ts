/** Each worker makes a call as soon as its last one has ended. */
export async function closedLoop(
  workers: number,
  count: number,
  stop: AbortSignal,
  call: () => Promise<void>,
): Promise<void> {
  let left = count;
  const worker = async () => {
    while (left-- > 0 && !stop.aborted) await call();
  };
  await Promise.all(Array.from({ length: Math.min(workers, count) }, worker));
}
