# Images for production, one target each: web, worker, realtime. Not built by the tests.
#   docker build --target web -t message-center-web .
# All of them take the variables of .env.example. Before the first start and after each update, from the worker's image:
#   node --conditions=react-server --import tsx scripts/setup.ts --no-demo

FROM node:20-bookworm-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1

# `npm ci` refuses a lock without the packages of other platforms; `npm install` with that lock gives the same versions.
FROM base AS packages
COPY package.json package-lock.json ./
RUN npm install --no-audit --no-fund --no-save

FROM packages AS build
COPY . .
RUN STANDALONE=1 NODE_ENV=production node node_modules/next/dist/bin/next build

FROM packages AS production-packages
RUN npm prune --omit=dev --no-audit --no-fund --no-save

FROM base AS web
ENV NODE_ENV=production HOSTNAME=0.0.0.0 PORT=3000 STORAGE_DIR=/data/files
COPY --from=build /app/.next/standalone ./
COPY --from=build /app/.next/static ./.next/static
RUN mkdir -p /data/files && chown -R node /data
USER node
VOLUME /data
EXPOSE 3000
CMD ["node", "server.js"]

FROM base AS worker
ENV NODE_ENV=production STORAGE_DIR=/data/files
COPY --from=production-packages /app/node_modules ./node_modules
COPY package.json tsconfig.json ./
COPY db ./db
COPY lib ./lib
COPY scripts ./scripts
RUN mkdir -p /data/files && chown -R node /data
USER node
# The same volume as web's: attachments are written by one and read by the other.
VOLUME /data
CMD ["node", "--max-semi-space-size=64", "--conditions=react-server", "--import", "tsx", "scripts/worker.ts"]

# Only where no hosted Pusher is used. Set PUSHER_PUBLIC_HOST and PUSHER_PUBLIC_PORT for the browsers, and put TLS in front.
FROM worker AS realtime
EXPOSE 6001
CMD ["node", "--max-semi-space-size=64", "--conditions=react-server", "--import", "tsx", "scripts/realtime.ts", "--listen", "0.0.0.0"]
