/**
 * The walls of a tool server, as one shell script that runs inside fresh namespaces (mount, network, process, IPC, name):
 * it builds a root of its own on a memory file system, binds into it only what was named, moves into it for good, lets
 * the old root go, caps resources and gives up every privilege before the program starts (security.md 10). Changing the user forgets whose
 * death ends it, so that is said again at the very last.
 * All values arrive as positional arguments; nothing is pasted into the text.
 */

/**
 * Arguments: root, working folder, uid, gid, CPU seconds, open files, processes, data bytes, then the folders
 * (`ro:/path`, `rw:/path`, `ln:/path:target`), `--`, and the program with its arguments. A uid of `-` keeps the uid
 * (inside a user namespace there is no other).
 */
export const wallScript = `
root=$1; cwd=$2; uid=$3; gid=$4; cpu=$5; files=$6; procs=$7; data=$8
shift 8
mount -t tmpfs -o size=64m,mode=755,nosuid gamut "$root"
mkdir -p "$root/proc" "$root/dev" "$root/tmp" "$root/.gate" "$root/.old"
mount -t proc -o nosuid,nodev,noexec proc "$root/proc"
mount -t tmpfs -o size=16m,mode=1777,nosuid,nodev,noexec gamut "$root/tmp"
place() {
  if [ -d "$1" ]; then mkdir -p "$root$1"; else mkdir -p "$root\${1%/*}"; [ -e "$root$1" ] || : > "$root$1"; fi
}
while [ "$1" != "--" ]; do
  spec=$1; shift
  kind=\${spec%%:*}; path=\${spec#*:}
  case $kind in
    ln) target=\${path#*:}; path=\${path%%:*}; mkdir -p "$root\${path%/*}"; ln -s "$target" "$root$path" ;;
    ro) place "$path"; mount --bind "$path" "$root$path"; mount -o remount,bind,ro,nosuid,nodev "$root$path" ;;
    rw) place "$path"; mount --bind "$path" "$root$path"; mount -o remount,bind,nosuid,nodev "$root$path" ;;
  esac
done
shift
for device in null zero random urandom; do : > "$root/dev/$device"; mount --bind "/dev/$device" "$root/dev/$device"; done
for tool in umount setpriv prlimit; do
  : > "$root/.gate/$tool"; mount --bind "$(command -v $tool)" "$root/.gate/$tool"
done
cd "$root"
pivot_root . .old
cd /
/.gate/umount -l /.old
cd "$cwd"
if [ "$uid" = "-" ]; then set -- --no-new-privs --bounding-set=-all --inh-caps=-all --pdeathsig=KILL -- "$@"
else set -- --reuid="$uid" --regid="$gid" --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all --pdeathsig=KILL -- "$@"; fi
exec /.gate/prlimit --cpu="$cpu" --nofile="$files" --nproc="$procs" --data="$data" --core=0 -- /.gate/setpriv "$@"
`;
