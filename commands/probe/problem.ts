/** Something keeps the probe from measuring at all; the message says what, and what to do. */
export class ProbeError extends Error {}
