type Fields = Record<string, unknown>;

/** Makes a value that the document allows keep what only words can say: pairs in order, sums within a day, each once. */
export function settled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(settled);
  if (typeof value !== "object" || value === null) return value;
  const fields: Fields = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, settled(inner)]),
  );
  for (const settle of SETTLERS) settle(fields);
  return fields;
}

const SETTLERS: readonly ((fields: Fields) => void)[] = [
  function oneKindOfStart(fields) {
    if (
      fields["endsAt"] === undefined &&
      fields["fromDate"] === undefined &&
      fields["startsAt"] !== undefined
    )
      delete fields["localStart"];
  },
  function timeOff(fields) {
    const { fromDate, toDate, startsAt, endsAt } = fields;
    if (fromDate === undefined && toDate === undefined && endsAt === undefined) return;
    if (fields["staffId"] !== undefined) delete fields["resourceId"];
    const date = String(fromDate ?? toDate ?? startsAt ?? endsAt).slice(0, 10);
    for (const key of ["fromDate", "toDate", "startsAt", "endsAt"]) delete fields[key];
    const times =
      fromDate === undefined
        ? { startsAt: `${date}T08:00:00Z`, endsAt: `${date}T09:00:00Z` }
        : { fromDate: date, toDate: date };
    Object.assign(fields, times);
  },
  function hours(fields) {
    if (typeof fields["opens"] === "string" && fields["opens"] >= String(fields["closes"]))
      fields["closes"] = "48:00";
  },
  function order(fields) {
    for (const [first, last] of [
      ["effectiveFrom", "effectiveTo"],
      ["after", "before"],
    ] as const) {
      const [a, b] = [fields[first], fields[last]];
      if (typeof a === "string" && typeof b === "string" && a >= b) delete fields[last];
    }
    const { from } = fields;
    if (typeof from === "string" && from.length === 10 && fields["to"] !== undefined) {
      const days = 1 + (JSON.stringify(fields["to"]).charCodeAt(10) % 9);
      fields["to"] = new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
    }
  },
  function price(fields) {
    if (!("segments" in fields)) return;
    const isNone = fields["priceType"] === "free" || fields["priceType"] === "on_request";
    const { amountMinor } = fields["price"] as { amountMinor: number | null };
    fields["price"] = { amountMinor: isNone ? null : (amountMinor ?? 4500) };
  },
  function whoMovedTheMoney(fields) {
    const { method, amountMinor } = fields;
    if (method === undefined || amountMinor === undefined) return;
    for (const key of ["provider", "reference"])
      if (method === "online") fields[key] ??= "acme";
      else delete fields[key];
  },
  function shortSegments(fields) {
    const { segments, segmentMinutes } = fields;
    if (Array.isArray(segments))
      fields["segments"] = segments.map((segment: Fields, index) => ({
        ...segment,
        minutes: Math.min(Number(segment["minutes"]), 120),
        ...(index === 0 && { kind: "active" }),
      }));
    if (Array.isArray(segmentMinutes))
      fields["segmentMinutes"] = segmentMinutes.map((minutes) => Math.min(Number(minutes), 120));
  },
  function eachOnce(fields) {
    for (const [key, by] of ONCE) {
      const list = fields[key];
      if (!Array.isArray(list)) continue;
      const keyOf = (item: unknown) => (by === "" ? item : ((item as Fields)[by] ?? item));
      if (list.every((item) => by === "" || (item as Fields)[by] !== undefined || by === "id"))
        fields[key] = [...new Map(list.map((item: unknown) => [keyOf(item), item])).values()];
    }
  },
];

const ONCE = [
  ["services", "variantId"],
  ["resources", "resourceTypeId"],
  ["serviceIds", ""],
  ["items", "itemId"],
  ["prices", "itemId"],
  ["variants", "id"],
  ["staff", "staffId"],
  ["photoIds", ""],
] as const;
