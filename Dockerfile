FROM node:24-slim AS build
WORKDIR /source
COPY . .
RUN npm ci && npm pack --pack-destination /packed

FROM node:24-slim
# The folder that runs work in is its user's ("node"): a volume that is mounted there takes that over.
RUN --mount=type=bind,from=build,source=/packed,target=/packed \
  npm install --global --omit=dev --no-fund --no-audit /packed/bitewing-*.tgz \
  && npm cache clean --force \
  && install --directory --owner=node --group=node /project
# Nothing in the image is written to: a run writes to the volume that it works in, and to /tmp.
USER 1000
WORKDIR /project
VOLUME ["/project"]
HEALTHCHECK --interval=30s --timeout=10s CMD ["bitewing", "--version"]
ENTRYPOINT ["bitewing"]
CMD ["--help"]
