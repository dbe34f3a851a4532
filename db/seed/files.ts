import { createHash } from "node:crypto";
import { png } from "./png";

/** A small file of the kind that its name says, with something in it to look at. */
export function demoFile(filename: string): { filename: string; contentType: string; content: Buffer } {
	if (filename.endsWith(".png")) return { filename, contentType: "image/png", content: picture(filename) };
	if (filename.endsWith(".pdf")) return { filename, contentType: "application/pdf", content: pdf(filename.slice(0, -4)) };
	return { filename, contentType: "text/csv", content: Buffer.from(rows.join("\r\n")) };
}

const rows = [
	"planta;espacio;pieza;unidades",
	"1;101;mesilla;2",
	"1;101;escritorio;1",
	"1;102;mesilla;2",
	"1;102;escritorio;1",
	"2;201;mesilla;2",
	"2;201;banco;1",
];

/** Two colours that depend on the name, fading from one corner to the other. */
function picture(name: string): Buffer {
	const [width, height] = [320, 240];
	const tint = createHash("sha256").update(name).digest().subarray(0, 3);
	const shade = (part: number, x: number, y: number) => 70 + ((tint[part] ?? 0) >> 2) + Math.round((110 * (x + y)) / (width + height)) - (y % 60 < 2 ? 40 : 0);
	return png(width, height, (x, y) => [shade(0, x, y), shade(1, x, y), shade(2, x, y)]);
}

/** One page with its title. ISO 32000-1 §7.5. */
function pdf(title: string): Buffer {
	const text = `BT /F1 20 Tf 60 760 Td (${title.replace(/[\\()]/g, "\\$&")}) Tj ET`;
	const objects = [
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		`<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
	];
	let body = "%PDF-1.4\n";
	const offsets = objects.map((object, index) => {
		const offset = body.length;
		body += `${index + 1} 0 obj\n${object}\nendobj\n`;
		return offset;
	});
	const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
	const trailer = `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
	return Buffer.from(`${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}`, "latin1");
}
