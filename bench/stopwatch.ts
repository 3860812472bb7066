// CPU time and memory of this process. CPU time because others use the machine as well; it includes the threads of the
// garbage collector and of the compiler, which somebody has to pay for too.

export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

export function peakRssMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1000);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
