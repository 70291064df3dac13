# 值勤的镜像。怎么用写在 docs/docker.md。
# The image of Zhiqin; docs/docker.md says how to use it.
ARG PYTHON=python:3.11-slim-bookworm
FROM ${PYTHON} AS made

# 在国内装得慢:docker build --build-arg PIP_INDEX_URL=镜像 --build-arg UV_DEFAULT_INDEX=镜像
# Where the package index is slow: another one by these two.
ARG PIP_INDEX_URL
ARG UV_DEFAULT_INDEX
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_SYSTEM_CERTS=1 UV_NO_CACHE=1
WORKDIR /opt/zhiqin
COPY requirements.lock requirements-uv.lock ./
RUN python3 -m venv /tmp/tools \
    && /tmp/tools/bin/python -m pip install --quiet --no-cache-dir --disable-pip-version-check --require-hashes -r requirements-uv.lock \
    && /tmp/tools/bin/uv venv --quiet --python python3 .venv \
    && /tmp/tools/bin/uv pip install --quiet --compile-bytecode --python .venv/bin/python --require-hashes -r requirements.lock
COPY . .
RUN .venv/bin/python -m compileall -q bot handlers storage schedules domain actions reports words rehearsal

FROM ${PYTHON}
# 不是 root;数据卷归这个号。
# Not root; the volume of the data belongs to this number.
RUN groupadd --gid 10001 zhiqin && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin zhiqin \
    && install -d -m 755 /zhiqin && install -d -m 700 -o zhiqin -g zhiqin /zhiqin/data /zhiqin/backups
COPY --from=made /opt/zhiqin /opt/zhiqin
ENV PATH=/opt/zhiqin/.venv/bin:$PATH PYTHONPATH=/opt/zhiqin PYTHONUNBUFFERED=1 PYTHONUTF8=1 PYTHONDONTWRITEBYTECODE=1
# 这里是命令找 config.toml 和 data 的地方。
# Where the commands look for config.toml and data.
WORKDIR /zhiqin
USER zhiqin
VOLUME ["/zhiqin/data", "/zhiqin/backups"]
STOPSIGNAL SIGTERM
# 从数据库看最后一次收到 Telegram 的回答是什么时候;不用端口。
# By the last answer from Telegram that the database knows; needs no port.
HEALTHCHECK --interval=60s --timeout=20s --start-period=120s --retries=3 CMD ["python", "-m", "bot", "health"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
