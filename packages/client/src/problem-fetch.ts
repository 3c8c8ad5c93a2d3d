/** The part of `fetch` that the client uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Something between the client and the server answered. */
export class NoAnswer extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`The server did not answer: HTTP ${status}`);
    this.name = "NoAnswer";
    this.status = status;
  }
}

const INVALID_REQUEST = -32_600;

/**
 * What is refused before it reaches tRPC (overload, rate limits, size) is a bare problem document: gives it the shape of
 * tRPC's errors. Throws `NoAnswer` for errors that are not the server's.
 */
export function problemFetch(fetch: Fetch): Fetch {
  return async (url, init) => {
    const response = await fetch(url, init);
    if (response.ok || isOf(response, "application/json")) return response;
    if (!isOf(response, "application/problem+json")) throw new NoAnswer(response.status);
    const { status } = response;
    const problem = await problemIn(response);
    const message = String(problem["detail"] ?? problem["title"]);
    return Response.json(
      { error: { json: { code: INVALID_REQUEST, message, data: { httpStatus: status, problem } } } },
      { status },
    );
  };
}

/** Whether a response carries this media type. */
export function isOf(response: Response, mediaType: string): boolean {
  return response.headers.get("content-type")?.startsWith(mediaType) ?? false;
}

async function problemIn(response: Response): Promise<Record<string, unknown>> {
  const document: unknown = await response.json();
  if (typeof document !== "object" || document === null) throw new NoAnswer(response.status);
  return { ...document };
}
