import { describe, expect, it } from '@jest/globals';
import { isPublicAddress } from './public-address.js';

describe(isPublicAddress, () => {
  it.each(['8.8.8.8', '93.184.216.34', '172.15.255.255', '172.32.0.1', '2606:2800:220:1::1', '::ffff:8.8.8.8'])(
    'takes %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ['this machine', ['127.0.0.1', '127.255.0.1', '0.0.0.0', '0.1.2.3', '::1', '::']],
    ['private networks', ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12::1', 'fec0::1']],
    ['the link and its metadata service', ['169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'fd00:ec2::254']],
    ['shared, reserved and broadcast ranges', ['100.64.0.1', '198.18.0.1', '240.0.0.1', '255.255.255.255']],
    ['groups', ['224.0.0.1', 'ff02::1']],
    ['documentation', ['192.0.2.1', '2001:db8::1']],
    ['IPv4 inside IPv6', ['::ffff:10.0.0.1', '::ffff:7f00:1', '::10.0.0.1', '64:ff9b::10.0.0.1', '64:ff9b:1::1']],
    ['IPv4 through tunnels', ['2002:a00:1::1', '2001:0:a00:1::1', '::ffff:0:10.0.0.1']],
    ['what is no address', ['', 'localhost', 'example.com', '1.2.3.4.5', '8.8.8.8/8']],
  ])('refuses %s', (_what, addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([]);
  });
});
