# The image of Dondoc's API and worker: docker-compose.yml shows both. Debian, since Temporal's core is built for glibc alone.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package's scripts are run: none of ours needs one.
RUN npm ci --ignore-scripts --include=dev --no-audit --no-fund
COPY . .
# The workflows are bundled once here, so that a worker starts without it.
RUN npx tsc -b workflows start cli \
 && npx vite build web \
 && rm -f dist/*/.tsbuildinfo \
 && node --eval "import('./dist/start/bundle.js').then(({ workflowBundle }) => workflowBundle())" \
 && npm prune --omit=dev --ignore-scripts --no-audit --no-fund
# Temporal's core ships for five platforms, 137 MB in all: only this one's is kept.
RUN cd node_modules/@temporalio/core-bridge/releases \
 && find . -mindepth 1 -maxdepth 1 ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -rf {} +

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/examples ./examples
USER node
EXPOSE 7080
ENTRYPOINT ["node"]
CMD ["dist/start/main.js", "api"]
