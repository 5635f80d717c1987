import ipaddr from 'ipaddr.js';

/** All that is handed out for the internet at large; older and newer special ranges of IPv6 lie outside it. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address is one of the public internet: not of this machine, a private network, a link, a cloud's metadata
 * service or any other special range (the IANA special-purpose registries), also where IPv6 wraps an IPv4 address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // turns an IPv4 address that is mapped into IPv6 back into what it is; other wrappings have ranges of their own
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_IPV6);
}
