/** As such mails are made: tables, styles of their own, pictures and a counting pixel on somebody else's server. */
export const newsletterHtml = `<!doctype html>
<html><head><style>body{margin:0;background:#f4efe6}a{color:#7a4a1d}.title{font:700 26px Georgia,serif;color:#4a2e12}</style></head>
<body>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f4efe6"><tr><td align="center" style="padding:24px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" style="background:#ffffff;border-radius:8px">
<tr><td><img src="https://img.maderas-norte.example/cabecera.jpg" width="600" height="220" alt="Roble termotratado" style="display:block;width:100%"></td></tr>
<tr><td style="padding:28px 32px 8px"><p class="title" style="margin:0">Roble termotratado, ya en stock</p></td></tr>
<tr><td style="padding:0 32px 20px;font:15px/24px Arial,sans-serif;color:#3b3b3b"><p>Estable a la intemperie y sin tratamiento químico. En tablón de 27 y 40 mm.</p>
<p><strong>8 % de descuento</strong> en pedidos de más de 3 m³ hasta fin de mes.</p>
<p><a href="https://maderas-norte.example/novedades" style="display:inline-block;background:#7a4a1d;color:#ffffff;padding:10px 18px;border-radius:6px;text-decoration:none">Ver las novedades</a></p></td></tr>
<tr><td style="padding:0 32px 24px"><table role="presentation" width="100%"><tr>
<td width="50%"><img src="https://img.maderas-norte.example/tablon-27.jpg" width="258" height="160" alt="Tablón de 27 mm"></td>
<td width="50%"><img src="https://img.maderas-norte.example/tablon-40.jpg" width="258" height="160" alt="Tablón de 40 mm"></td></tr></table></td></tr>
<tr><td style="padding:16px 32px;font:12px/18px Arial,sans-serif;color:#8a8a8a">Recibe este correo porque es cliente profesional. <a href="https://maderas-norte.example/baja">Darse de baja</a></td></tr>
</table></td></tr></table>
<img src="https://t.maderas-norte.example/o.gif?c=118&amp;u=4417" width="1" height="1" alt="">
</body></html>`;
