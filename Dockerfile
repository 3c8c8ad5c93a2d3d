FROM node:26-slim

# glibc would keep memory for each of the threads on which photos are decoded.
ENV NODE_ENV=production CI=true MALLOC_ARENA_MAX=2
WORKDIR /salon
COPY . .
RUN npm install --global pnpm@12 \
 && pnpm install --frozen-lockfile \
 && mkdir /data && chown node:node /data

USER node
ENV HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
EXPOSE 3000
CMD ["node", "apps/server/src/main.ts"]
