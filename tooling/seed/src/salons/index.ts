import type { DemoSalon } from "../demo-salon.ts";
import { himalSpa } from "./himal-spa.ts";
import { nightOwlBarbers } from "./night-owl-barbers.ts";
import { salonLinden } from "./salon-linden.ts";

/** Three zones, three currencies, three ways to run a salon. */
export const SALONS: readonly DemoSalon[] = [salonLinden, himalSpa, nightOwlBarbers];
