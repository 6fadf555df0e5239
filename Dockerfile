FROM node:24-slim AS build
WORKDIR /source
COPY . .
RUN npm ci && npm pack --pack-destination /packed

FROM node:24-slim
COPY --from=build /packed/*.tgz /tmp/
RUN npm install --global --omit=dev --no-fund --no-audit /tmp/bitewing-*.tgz \
  && npm cache clean --force \
  && rm /tmp/bitewing-*.tgz
# The user is "node". Nothing in the image is written to: a run writes to the volume that it works in, and to /tmp.
USER 1000
WORKDIR /project
VOLUME ["/project"]
HEALTHCHECK --interval=30s --timeout=10s CMD ["bitewing", "--version"]
ENTRYPOINT ["bitewing"]
CMD ["--help"]
