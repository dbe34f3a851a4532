/** Types that a browser only ever draws. SVG and HTML are programs: they are saved, never shown. */
export const pictureTypes = ["image/png", "image/jpeg", "image/gif", "image/webp"];
