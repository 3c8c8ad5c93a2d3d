/** Licences that ask for no more than their own text and the names in it (SPDX). */
export const PERMISSIVE: ReadonlySet<string> = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Python-2.0",
  "Unlicense",
]);

/** Packages with another licence and why they may be here all the same; a star stands for a platform's name. */
export const LICENCE_EXCEPTIONS: Readonly<Record<string, string>> = {
  "@img/sharp-*":
    "LGPL-3.0 of libvips, the library that decodes images: it is linked, may be exchanged for another build, and is not changed.",
  argparse: "PSF-2.0 is Python's own, and permissive; a tool's, not shipped.",
  "humanize-number":
    "MIT by its read-me, which its manifest does not say; of a test's S3 server, not shipped.",
  "lightningcss*": "MPL-2.0 binds changes to its own files, of which there are none; a tool's, not shipped.",
};

/** The least version of packages whose older ones have known holes, whoever brings them along. */
export const FLOORS: Readonly<Record<string, string>> = {
  "@fastify/busboy": "3.2.1",
  "@fastify/multipart": "10.1.9",
  "@trpc/server": "11.20.0",
  fastify: "5.12.2",
  sharp: "0.35.0",
  superjson: "2.2.6",
  undici: "7.24.0",
};

/** Packages that are never right here, with the reason. */
export const NEVER: Readonly<Record<string, string>> = {
  "adm-zip": "It has written outside its folder more than once.",
  ip: "It takes private addresses for public ones, and nobody mends it.",
};
