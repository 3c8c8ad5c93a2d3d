/** In the order of the page. */
export const TAGS = [
  { name: "Accounts", description: "Signing up, in and out; mails, passwords, sessions" },
  { name: "Me", description: "The signed-in person" },
  { name: "Salons", description: "Finding salons, and running one" },
  { name: "Members", description: "Who may do what in a salon" },
  { name: "Catalog", description: "Services with their variants and segments, add-ons" },
  { name: "Staff", description: "The people who are booked, and what they offer" },
  { name: "Resources", description: "Rooms, chairs and machines" },
  { name: "Schedules", description: "Weekly hours, and dates that differ" },
  { name: "Time off", description: "When somebody or something is not there" },
  { name: "Availability", description: "Bookable starts, and why one is none" },
  { name: "Bookings", description: "From a hold to a completed visit" },
  { name: "Clients", description: "The people a salon serves" },
  { name: "API keys", description: "How other programs act for a salon" },
  { name: "Events", description: "What happened, in order" },
  { name: "Webhooks", description: "Having other programs told what happens" },
  { name: "Admin", description: "Keeping the platform clean: salons, accounts, the audit log" },
];
