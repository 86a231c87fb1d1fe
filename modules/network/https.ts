/** Port 443 over TCP, as security group rules put it. */
export const HTTPS = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 } as const;
