import { customType, timestamp } from 'drizzle-orm/pg-core';

export const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (bytes) => Buffer.from(bytes),
  fromDriver: (buffer) => Uint8Array.from(buffer),
});

/** An instant with the precision of our clock, so that what is hashed or compared reads back as it was written. */
export const instant = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' });
