/** All that comes before the line is cut. */
export async function heardOn(line: Response): Promise<string> {
  let heard = "";
  const decoder = new TextDecoder();
  try {
    for await (const chunk of line.body ?? []) heard += decoder.decode(chunk as Uint8Array, { stream: true });
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
  return heard;
}
