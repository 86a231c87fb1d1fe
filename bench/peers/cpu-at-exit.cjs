/** Writes the CPU time of the process, in milliseconds from its start, into the file CPU_FILE when it ends. */
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.CPU_FILE, `${(user + system) / 1_000}`);
});
