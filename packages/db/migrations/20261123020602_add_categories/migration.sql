INSERT INTO "categories" ("slug", "name", "position") VALUES
  ('hair', 'Hair', 1),
  ('barber', 'Barber', 2),
  ('nails', 'Nails', 3),
  ('beauty', 'Beauty', 4),
  ('brows-lashes', 'Brows & lashes', 5),
  ('massage', 'Massage', 6),
  ('spa', 'Spa', 7),
  ('hair-removal', 'Hair removal', 8),
  ('make-up', 'Make-up', 9),
  ('tattoo-piercing', 'Tattoo & piercing', 10),
  ('wellness', 'Wellness', 11);
