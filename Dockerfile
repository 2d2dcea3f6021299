# Two stages: a static binary, and a root file system with nothing else in it.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download && go mod verify
COPY . .
ARG VERSION=devel
ARG COMMIT=unknown
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-s -w -buildid= -X main.version=${VERSION} -X main.commit=${COMMIT}" -o /out/mock-interviewer ./cmd/mock-interviewer \
 && mkdir -p /out/data

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/mock-interviewer /usr/local/bin/mock-interviewer
COPY --from=build --chown=65532:65532 /out/data /data
ENV MOCK_INTERVIEWER_DATA=/data \
    MOCK_INTERVIEWER_HTTP=0.0.0.0:9090 \
    MOCK_INTERVIEWER_LOG_FORMAT=json
USER 65532:65532
VOLUME /data
EXPOSE 9090
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["/usr/local/bin/mock-interviewer", "health"]
ENTRYPOINT ["/usr/local/bin/mock-interviewer"]
CMD ["serve"]
