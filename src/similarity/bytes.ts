// How the engine's values become bytes and come back. Every value is sealed: kind, format version, checksum, then the
// content, mostly deflated, so that a damaged or foreign value is told apart from an empty one and can be rebuilt. Forge
// storage keeps JSON only, so sealed bytes travel as base64 text.

import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** A stored value that is not what was written. Whoever catches it rebuilds the value; it never means "empty". */
export class DamagedValueError extends Error {
  override readonly name = 'DamagedValueError';
}

/** The first byte of a sealed value: what the value is. */
const valueKinds = {
  block: 0xb1,
  lists: 0xb2,
  pairs: 0xb3,
  statistics: 0xb4,
  lookup: 0xb5,
  crowds: 0xb6,
  run: 0xb7,
} as const;
type ValueKind = keyof typeof valueKinds;

const headerBytes = 6; // kind, format version, checksum of four bytes
// What one value may grow to when inflated: hostile or damaged bytes must not eat the memory of an invocation.
const maxInflatedBytes = 64 * 1024 * 1024;

export function seal(kind: ValueKind, formatVersion: number, content: Uint8Array): Uint8Array {
  const packed = isPlain(kind, formatVersion) ? content : deflateRawSync(content, { level: 6 });
  const sealed = new Uint8Array(headerBytes + packed.length);
  sealed[0] = valueKinds[kind];
  sealed[1] = formatVersion;
  new DataView(sealed.buffer).setUint32(2, checksum(kind, content, formatVersion), true);
  sealed.set(packed, headerBytes);
  return sealed;
}

/** @throws DamagedValueError when kind, version or checksum are not as expected. */
export function unseal(kind: ValueKind, formatVersion: number, sealed: Uint8Array): Uint8Array {
  if (sealed.length < headerBytes) throw new DamagedValueError(`A stored ${kind} value is too short to be one.`);
  if (sealed[0] !== valueKinds[kind]) throw new DamagedValueError(`A stored value is not of the kind ${kind}.`);
  if (sealed[1] !== formatVersion) {
    throw new DamagedValueError(`A stored ${kind} value has format ${sealed[1]}; this version reads ${formatVersion}.`);
  }
  const packed = sealed.subarray(headerBytes);
  const content = isPlain(kind, formatVersion) ? packed : inflate(kind, packed);
  const expected = new DataView(sealed.buffer, sealed.byteOffset, sealed.length).getUint32(2, true);
  if (checksum(kind, content, formatVersion) !== expected) {
    throw new DamagedValueError(`The checksum of a stored ${kind} value does not match.`);
  }
  return content;
}

function inflate(kind: ValueKind, deflated: Uint8Array): Uint8Array {
  try {
    return plainBytes(inflateRawSync(deflated, { maxOutputLength: maxInflatedBytes }));
  } catch (error) {
    throw new DamagedValueError(`A stored ${kind} value cannot be inflated.`, { cause: error });
  }
}

export function textOfBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}

export function bytesOfText(text: string): Uint8Array {
  return plainBytes(Buffer.from(text, 'base64'));
}

/** A Buffer's own `slice` does not copy, unlike that of every other byte array: nobody below should have to know. */
function plainBytes(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}

/** How many bytes fit into base64 text of at most `maxTextBytes`. */
export function maxBytesOfText(maxTextBytes: number): number {
  return Math.floor(maxTextBytes / 4) * 3;
}

/** Grows as needed. Numbers are little-endian; `varint` takes any safe integer from 0 up. */
export class ByteWriter {
  private buffer = new Uint8Array(1 << 12);
  private used = 0;

  get length(): number {
    return this.used;
  }

  byte(value: number): void {
    if (this.used === this.buffer.length) this.grow(1);
    this.buffer[this.used++] = value;
  }

  varint(value: number): void {
    let rest = value;
    // Above 2^31 the bit operators would cut the number off.
    while (rest > 0x7fffffff) {
      this.byte((rest % 128) | 128);
      rest = Math.floor(rest / 128);
    }
    while (rest > 127) {
      this.byte((rest & 127) | 128);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** Any safe integer: small magnitudes of both signs become small varints. */
  signedVarint(value: number): void {
    this.varint(value >= 0 ? value * 2 : -value * 2 - 1);
  }

  /** Four planes, the lowest bytes first: deflate finds more in bytes of the same weight side by side. */
  bytePlanes(values: Uint32Array): void {
    for (let shift = 0; shift < 32; shift += 8) for (const value of values) this.byte((value >>> shift) & 255);
  }

  bytes(values: Uint8Array): void {
    if (this.used + values.length > this.buffer.length) this.grow(values.length);
    this.buffer.set(values, this.used);
    this.used += values.length;
  }

  finish(): Uint8Array {
    return this.buffer.slice(0, this.used);
  }

  private grow(needed: number): void {
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.used + needed));
    larger.set(this.buffer.subarray(0, this.used));
    this.buffer = larger;
  }
}

/** Reads what ByteWriter wrote. Reading past the end or an impossible number is a DamagedValueError. */
export class ByteReader {
  private at = 0;

  constructor(private readonly buffer: Uint8Array) {}

  byte(): number {
    const value = this.buffer[this.at++];
    if (value === undefined) throw new DamagedValueError('A stored value ends too early.');
    return value;
  }

  varint(): number {
    let byte = this.byte();
    if (byte < 128) return byte;
    let value = byte & 127;
    let scale = 128;
    do {
      byte = this.byte();
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte > 127 && value <= Number.MAX_SAFE_INTEGER);
    if (value > Number.MAX_SAFE_INTEGER) throw new DamagedValueError('A stored number is out of range.');
    return value;
  }

  signedVarint(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** A varint that says how many things follow, each of at least `bytesEach` bytes: guards every allocation. */
  count(bytesEach = 1): number {
    const count = this.varint();
    this.mustHold(count * bytesEach);
    return count;
  }

  /** Guards an allocation whose size was read: that many bytes must still follow. */
  mustHold(bytes: number): void {
    if (bytes > this.buffer.length - this.at) throw new DamagedValueError('A stored count is too large.');
  }

  bytePlanes(count: number): Uint32Array {
    const values = new Uint32Array(count);
    for (let shift = 0; shift < 32; shift += 8) {
      for (let index = 0; index < count; index++) values[index] = (values[index] ?? 0) | (this.byte() << shift);
    }
    return values;
  }

  bytes(count: number): Uint8Array {
    this.mustHold(count);
    this.at += count;
    return this.buffer.subarray(this.at - count, this.at);
  }

  get isAtEnd(): boolean {
    return this.at === this.buffer.length;
  }
}

/** What hardly gets smaller and is opened while a person waits: not deflated, and with the checksum that Node is quick at. */
const firstPlainVersion: Readonly<Partial<Record<ValueKind, number>>> = { statistics: 2 };

function isPlain(kind: ValueKind, formatVersion: number): boolean {
  return formatVersion >= (firstPlainVersion[kind] ?? Infinity);
}

/** Seeded with the version. Made for finding damage, not for keeping attackers out. */
function checksum(kind: ValueKind, content: Uint8Array, formatVersion: number): number {
  if (isPlain(kind, formatVersion)) return crc32(content, formatVersion);
  // FNV-1a.
  let hash = 0x811c9dc5 ^ formatVersion;
  for (let at = 0; at < content.length; at++) hash = Math.imul(hash ^ content[at]!, 0x01000193);
  return hash >>> 0;
}
