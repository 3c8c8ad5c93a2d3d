import { Readable } from "node:stream";
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import type { FileStore } from "@salon/core";
import { Disk } from "flydrive";
import { S3Driver } from "flydrive/drivers/s3";

export type BucketConfig = {
  /** Null: Amazon's own, by the region. */
  readonly endpoint: string | null;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

/** A bucket that nobody but us reads; uploads may go to it directly, each for a key and a length. */
export function openBucket({ endpoint, region, bucket, accessKeyId, secretAccessKey }: BucketConfig) {
  const client = new S3Client({
    region,
    credentials: { accessKeyId, secretAccessKey },
    ...(endpoint !== null && { endpoint, forcePathStyle: true }),
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  const disk = new Disk(new S3Driver({ client, bucket, visibility: "private", supportsACL: false }));
  const directUpload: NonNullable<FileStore["directUpload"]> = async (key, sizeBytes, minutes) => {
    const put = new PutObjectCommand({ Bucket: bucket, Key: key, ContentLength: sizeBytes });
    const signed = { expiresIn: minutes * 60, unhoistableHeaders: new Set(["content-length"]) };
    return { url: await getSignedUrl(client, put, signed), headers: {} };
  };
  const read: FileStore["read"] = async (key, range) => {
    const part = range && { Range: `bytes=${range.start}-${range.end}` };
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...part }));
      return Body instanceof Readable ? Body : undefined;
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
  return { disk, directUpload, read };
}
