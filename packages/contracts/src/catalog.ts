import { z } from "zod";
import { Id, ifVersion, Version } from "./ids.ts";
import { AmountMinor, Money } from "./money.ts";
import { pageOf } from "./page.ts";
import { line, prose } from "./text.ts";
import { timestamps } from "./time.ts";

/** What a variant's amount means: the price, the least, nothing to pay, or to be asked for. */
export const PRICE_TYPES = ["fixed", "from", "free", "on_request"] as const;
/** While a segment is `processing` its staff member is free, and what it needs throughout is not. */
export const SEGMENT_KINDS = ["active", "processing"] as const;
export type SegmentKind = (typeof SEGMENT_KINDS)[number];

const DAY = 24 * 60;
const Minutes = z.int().min(1).max(DAY);
const Buffer = z.int().min(0).max(DAY);

const ResourceNeed = z.strictObject({ resourceTypeId: Id, quantity: z.int().min(1).max(20).default(1) });

const ResourceNeeds = z
  .array(ResourceNeed)
  .max(10)
  .refine(
    (needs) => new Set(needs.map(({ resourceTypeId }) => resourceTypeId)).size === needs.length,
    "Each resource type once.",
  );

const Segment = z.strictObject({
  kind: z.enum(SEGMENT_KINDS),
  minutes: Minutes,
  /** Needed in this segment alone, such as the basin. */
  resources: ResourceNeeds.default([]),
});

const Segments = z
  .array(Segment)
  .min(1)
  .max(12)
  .refine(
    (segments) => segments.some((segment) => segment.kind === "active"),
    "At least one segment is active.",
  )
  .refine(
    (segments) => segments.reduce((sum, { minutes }) => sum + minutes, 0) <= DAY,
    "At most 24 hours in all.",
  );

const Price = z.strictObject({ amountMinor: AmountMinor.nullable() });

const variant = {
  name: line(120),
  price: Price,
  priceType: z.enum(PRICE_TYPES).default("fixed"),
  bufferBeforeMinutes: Buffer.default(0),
  bufferAfterMinutes: Buffer.default(0),
  /** Needed throughout. */
  resources: ResourceNeeds.default([]),
  segments: Segments,
};

type Priced = { priceType: string; price: { amountMinor: number | null } };
const isPriced = ({ priceType, price }: Priced) =>
  priceType === "free" || priceType === "on_request" ? !price.amountMinor : price.amountMinor !== null;
const PRICED = {
  path: ["price"],
  message: "A fixed or from price has an amount; free and on request have none.",
};

const NewVariant = z.strictObject(variant).refine(isPriced, PRICED);
/** With an `id` a variant is kept; without one it is new. */
const KeptOrNewVariant = z.strictObject({ id: Id.optional(), ...variant }).refine(isPriced, PRICED);
export type VariantInput = z.infer<typeof KeptOrNewVariant>;

const MAX_VARIANTS = 30;
const NewVariants = z.array(NewVariant).min(1).max(MAX_VARIANTS);
const Variants = z
  .array(KeptOrNewVariant)
  .min(1)
  .max(MAX_VARIANTS)
  .refine((variants) => {
    const ids = variants.flatMap(({ id }) => id ?? []);
    return new Set(ids).size === ids.length;
  }, "Each variant once.");

export const CreateService = z
  .strictObject({
    salonId: Id,
    name: line(120),
    description: prose(2000).nullish(),
    categoryId: Id.nullish(),
    onlineBookable: z.boolean().default(true),
    variants: NewVariants,
  })
  .meta({ id: "CreateService" });
export type CreateService = z.infer<typeof CreateService>;

export const UpdateService = z
  .strictObject({
    salonId: Id,
    serviceId: Id,
    ...ifVersion,
    name: line(120).optional(),
    description: prose(2000).nullish(),
    categoryId: Id.nullish(),
    onlineBookable: z.boolean().optional(),
    /** The whole new list: variants left out are archived. */
    variants: Variants.optional(),
  })
  .meta({ id: "UpdateService" });
export type UpdateService = z.infer<typeof UpdateService>;

export const ServiceRef = z.strictObject({ salonId: Id, serviceId: Id });
export type ServiceRef = z.infer<typeof ServiceRef>;
export const VersionedServiceRef = z.strictObject({ salonId: Id, serviceId: Id, ...ifVersion });
export type VersionedServiceRef = z.infer<typeof VersionedServiceRef>;

const NeedOut = z.object({ resourceTypeId: Id, quantity: z.int() });

export const Variant = z
  .object({
    id: Id,
    name: z.string(),
    price: z.object({ amountMinor: z.int().nullable(), currency: z.string() }),
    priceType: z.enum(PRICE_TYPES),
    durationMinutes: z.int(),
    bufferBeforeMinutes: z.int(),
    bufferAfterMinutes: z.int(),
    resources: z.array(NeedOut),
    segments: z.array(
      z.object({ kind: z.enum(SEGMENT_KINDS), minutes: z.int(), resources: z.array(NeedOut) }),
    ),
  })
  .meta({ id: "Variant" });
export type Variant = z.infer<typeof Variant>;

export const Service = z
  .object({
    id: Id,
    name: z.string(),
    description: z.string().nullable(),
    categoryId: Id.nullable(),
    onlineBookable: z.boolean(),
    variants: z.array(Variant),
    addOnIds: z.array(Id),
    version: Version,
    ...timestamps,
  })
  .meta({ id: "Service" });
export type Service = z.infer<typeof Service>;
export const ServicePage = pageOf(Service).meta({ id: "ServicePage" });

export const ServiceCategory = z
  .object({ id: Id, name: z.string(), position: z.int(), version: Version, ...timestamps })
  .meta({ id: "ServiceCategory" });
export type ServiceCategory = z.infer<typeof ServiceCategory>;
export const ServiceCategoryPage = pageOf(ServiceCategory).meta({ id: "ServiceCategoryPage" });
export const CreateServiceCategory = z
  .strictObject({ salonId: Id, name: line(80) })
  .meta({ id: "CreateServiceCategory" });
export type CreateServiceCategory = z.infer<typeof CreateServiceCategory>;
export const UpdateServiceCategory = z
  .strictObject({
    salonId: Id,
    categoryId: Id,
    ...ifVersion,
    name: line(80).optional(),
    position: z.int().min(0).max(10_000).optional(),
  })
  .meta({ id: "UpdateServiceCategory" });
export type UpdateServiceCategory = z.infer<typeof UpdateServiceCategory>;
export const ServiceCategoryRef = z.strictObject({ salonId: Id, categoryId: Id });
export type ServiceCategoryRef = z.infer<typeof ServiceCategoryRef>;
export const VersionedServiceCategoryRef = z.strictObject({ salonId: Id, categoryId: Id, ...ifVersion });
export type VersionedServiceCategoryRef = z.infer<typeof VersionedServiceCategoryRef>;

/** An extra that lengthens a service's last active segment and adds to its price. */
export const AddOn = z
  .object({
    id: Id,
    name: z.string(),
    minutes: z.int(),
    price: Money,
    serviceIds: z.array(Id),
    version: Version,
    ...timestamps,
  })
  .meta({ id: "AddOn" });
export type AddOn = z.infer<typeof AddOn>;
export const AddOnPage = pageOf(AddOn).meta({ id: "AddOnPage" });

const addOn = {
  name: line(120),
  minutes: z.int().min(0).max(DAY),
  price: z.strictObject({ amountMinor: AmountMinor }),
  serviceIds: z
    .array(Id)
    .max(200)
    .refine((ids) => new Set(ids).size === ids.length, "Each service once."),
};
export const CreateAddOn = z.strictObject({ salonId: Id, ...addOn }).meta({ id: "CreateAddOn" });
export type CreateAddOn = z.infer<typeof CreateAddOn>;
export const UpdateAddOn = z
  .strictObject({ salonId: Id, addOnId: Id, ...ifVersion, ...z.strictObject(addOn).partial().shape })
  .meta({ id: "UpdateAddOn" });
export type UpdateAddOn = z.infer<typeof UpdateAddOn>;
export const AddOnRef = z.strictObject({ salonId: Id, addOnId: Id });
export type AddOnRef = z.infer<typeof AddOnRef>;
export const VersionedAddOnRef = z.strictObject({ salonId: Id, addOnId: Id, ...ifVersion });
export type VersionedAddOnRef = z.infer<typeof VersionedAddOnRef>;
