import sharp from "sharp";

/** A room with mirrors and chairs in colours of this hue: a PNG. */
export function drawRoom(hue: number, mirrors: number): Promise<Buffer> {
  const place = (nth: number) => 480 + (nth - (mirrors - 1) / 2) * (780 / mirrors);
  const seats = Array.from({ length: mirrors }, (_, nth) => seatAt(place(nth), hue)).join("");
  return pngOf(
    960,
    640,
    `<rect width="960" height="640" fill="hsl(${hue} 30% 88%)"/>
     <rect y="450" width="960" height="190" fill="hsl(${hue + 20} 25% 55%)"/>${seats}`,
  );
}

function seatAt(x: number, hue: number): string {
  return `<ellipse cx="${x}" cy="240" rx="85" ry="130" fill="hsl(${hue} 40% 96%)" stroke="hsl(${hue} 45% 35%)" stroke-width="12"/>
    <rect x="${x - 60}" y="400" width="120" height="90" rx="24" fill="hsl(${hue + 180} 35% 40%)"/>
    <rect x="${x - 8}" y="490" width="16" height="60" fill="#444"/><ellipse cx="${x}" cy="555" rx="60" ry="12" fill="#333"/>`;
}

/** Somebody in front of a wall in this hue; `nth` tells them from their colleagues. */
export function drawPortrait(hue: number, nth: number): Promise<Buffer> {
  const hair = `hsl(${20 + nth * 17} 45% ${22 + nth * 12}%)`;
  const skin = `hsl(${24 + nth * 4} 48% ${72 - nth * 13}%)`;
  return pngOf(
    320,
    320,
    `<rect width="320" height="320" fill="hsl(${hue} 35% 80%)"/>
     <ellipse cx="160" cy="325" rx="115" ry="95" fill="hsl(${hue + 180} 30% 38%)"/>
     <circle cx="160" cy="128" r="${82 - nth * 4}" fill="${hair}"/><ellipse cx="160" cy="145" rx="55" ry="68" fill="${skin}"/>
     <rect x="137" y="190" width="46" height="55" rx="20" fill="${skin}"/>`,
  );
}

function pngOf(width: number, height: number, shapes: string): Promise<Buffer> {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`;
  return sharp(Buffer.from(`${head}${shapes}</svg>`))
    .png()
    .toBuffer();
}
