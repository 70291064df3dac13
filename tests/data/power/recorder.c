/* Records, in one order, what a process does to the files of one folder: build with cc -shared -fPIC, and preload.

   RECORD_FOLDER  whose files count          RECORD_ACKS  a file whose writes are promises
   RECORD_LOG     where the record goes: op, lengths of path, other path and data, offset, then these three */
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static pthread_mutex_t one_order = PTHREAD_MUTEX_INITIALIZER;
static int log_fd = -1;

static const char *folder(void) { return getenv("RECORD_FOLDER"); }
static int ours(const char *path) {
    const char *it = folder(), *acks = getenv("RECORD_ACKS");
    size_t n = it ? strlen(it) : 0;
    if (acks && !strcmp(path, acks)) return 1;
    if (!n || strncmp(path, it, n) || (path[n] != '/' && path[n])) return 0;
    n = strlen(path);
    return n < 4 || strcmp(path + n - 4, "-shm");
}
static int path_of(int fd, char *into) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, into, PATH_MAX - 1);
    if (n < 0) return 0;
    into[n] = 0;
    return ours(into);
}
static void say(char op, const char *path, const char *other, long long offset, const void *data, size_t length) {
    if (log_fd < 0) log_fd = syscall(SYS_openat, AT_FDCWD, getenv("RECORD_LOG"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    struct { char op; unsigned path, other, length; long long offset; } head = {0};
    memset(&head, 0, sizeof head);
    head.op = op, head.path = strlen(path), head.other = other ? strlen(other) : 0, head.length = length;
    head.offset = offset;
    syscall(SYS_write, log_fd, &head, sizeof head);
    syscall(SYS_write, log_fd, path, head.path);
    if (head.other) syscall(SYS_write, log_fd, other, head.other);
    if (length) syscall(SYS_write, log_fd, data, length);
}
static int opened(int at, const char *path, int flags, mode_t mode) {
    char whole[PATH_MAX];
    struct stat there;
    pthread_mutex_lock(&one_order);
    int known = fstatat(at, path, &there, 0) == 0;
    int fd = syscall(SYS_openat, at, path, flags, mode);
    if (fd >= 0 && path_of(fd, whole)) {
        if (!known && flags & O_CREAT) say('c', whole, 0, 0, 0, 0);
        else if (flags & O_TRUNC) say('t', whole, 0, 0, 0, 0);
    }
    pthread_mutex_unlock(&one_order);
    return fd;
}
#define OPENS(name, first, at) \
    int name(first const char *path, int flags, ...) { \
        mode_t mode = 0; \
        if (flags & O_CREAT) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); } \
        return opened(at, path, flags, mode); \
    }
#define HERE int dir,
OPENS(open, , AT_FDCWD)
OPENS(open64, , AT_FDCWD)
OPENS(openat, HERE, dir)
OPENS(openat64, HERE, dir)

static ssize_t written(int fd, const void *data, size_t length, off_t offset, int at) {
    char path[PATH_MAX];
    int mine = path_of(fd, path);
    if (!mine) return at ? syscall(SYS_pwrite64, fd, data, length, offset) : syscall(SYS_write, fd, data, length);
    pthread_mutex_lock(&one_order);
    struct stat there;
    if (!at) {
        offset = lseek(fd, 0, SEEK_CUR);
        if (fcntl(fd, F_GETFL) & O_APPEND && !fstat(fd, &there)) offset = there.st_size;
    }
    ssize_t n = at ? syscall(SYS_pwrite64, fd, data, length, offset) : syscall(SYS_write, fd, data, length);
    if (n > 0) say('w', path, 0, offset, data, n);
    pthread_mutex_unlock(&one_order);
    return n;
}
ssize_t write(int fd, const void *data, size_t length) { return written(fd, data, length, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return written(fd, data, length, offset, 1); }
ssize_t pwrite64(int fd, const void *data, size_t length, off_t offset) { return written(fd, data, length, offset, 1); }

static int synced(int fd, long call) {
    char path[PATH_MAX];
    int mine = path_of(fd, path);
    pthread_mutex_lock(&one_order);
    int result = syscall(call, fd);
    if (!result && mine) say('s', path, 0, 0, 0, 0);
    pthread_mutex_unlock(&one_order);
    return result;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

static int cut(int fd, off_t length) {
    char path[PATH_MAX];
    int mine = path_of(fd, path);
    pthread_mutex_lock(&one_order);
    int result = syscall(SYS_ftruncate, fd, length);
    if (!result && mine) say('t', path, 0, length, 0, 0);
    pthread_mutex_unlock(&one_order);
    return result;
}
int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off_t length) { return cut(fd, length); }

static void whole(const char *path, char *into) {
    if (!realpath(path, into)) snprintf(into, PATH_MAX, "%s", path);
}
int rename(const char *path, const char *other) {
    char from[PATH_MAX], to[PATH_MAX];
    whole(path, from);
    pthread_mutex_lock(&one_order);
    int result = syscall(SYS_renameat, AT_FDCWD, path, AT_FDCWD, other);
    whole(other, to);
    if (!result && ours(to)) say('r', from, to, 0, 0, 0);
    pthread_mutex_unlock(&one_order);
    return result;
}
static int linked(int at, const char *path, int other_at, const char *other, int flags) {
    char from[PATH_MAX], to[PATH_MAX];
    pthread_mutex_lock(&one_order);
    int result = syscall(SYS_linkat, at, path, other_at, other, flags);
    whole(path, from);
    whole(other, to);
    if (!result && ours(to)) say('l', from, to, 0, 0, 0);
    pthread_mutex_unlock(&one_order);
    return result;
}
int link(const char *path, const char *other) { return linked(AT_FDCWD, path, AT_FDCWD, other, 0); }
int linkat(int at, const char *path, int other_at, const char *other, int flags) {
    return linked(at, path, other_at, other, flags);
}
int unlink(const char *path) {
    char from[PATH_MAX];
    whole(path, from);
    pthread_mutex_lock(&one_order);
    int result = syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (!result && ours(from)) say('u', from, 0, 0, 0, 0);
    pthread_mutex_unlock(&one_order);
    return result;
}
int mkdir(const char *path, mode_t mode) {
    char made[PATH_MAX];
    pthread_mutex_lock(&one_order);
    int result = syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    whole(path, made);
    if (!result && ours(made)) say('d', made, 0, 0, 0, 0);
    pthread_mutex_unlock(&one_order);
    return result;
}
