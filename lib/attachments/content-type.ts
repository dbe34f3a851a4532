import "server-only";
import { fileTypeFromBuffer } from "file-type";

/** The containers of older Office files: the bytes tell the container, only the name what is in it. */
const containers = ["application/x-cfb", "application/zip"];
const contained = /^application\/(?:msword|rtf|vnd\.(?:ms-|openxmlformats-|oasis\.)[\w.+-]+)$/;
/** Formats that announce themselves in their first bytes: what says to be one of them and is not, is something else. */
const announced = /^(?:image|audio|video|font)\/(?!svg)|^application\/(?:pdf|zip|gzip)$/;

/** What a file is, by its bytes; where they do not tell (text of any kind), as declared. Never by its name. */
export async function contentTypeOf(content: Buffer, declared: string): Promise<string> {
	const sniffed = (await fileTypeFromBuffer(content))?.mime;
	if (sniffed) return containers.includes(sniffed) && contained.test(declared) ? declared : sniffed;
	return announced.test(declared) ? "application/octet-stream" : declared;
}
