#!/bin/bash
# Makes the machine in folder $1: its kernel, its initrd and its disk. Root on Debian; about two minutes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?usage: build.sh FOLDER}
root=$folder/root

missing=()
for package in mmdebstrap qemu-system-x86 e2fsprogs; do
  dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

# The mirrors of this machine, Debian's own entries alone.
sources=$(find /etc/apt -name '*.list' -o -name '*.sources' | xargs grep -l '/debian' | xargs grep -lw main)
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
packages=chromium,fido2-tools,linux-image-amd64,initramfs-tools,zstd,kmod,udev,iproute2,python3-minimal,libpython3-stdlib
rm -rf "$root"
# Documentation and drivers of hardware that the machine has not would double the time that the disk takes.
exclude=()
for path in /usr/share/doc /usr/share/man /usr/share/locale /usr/share/info \
  '/lib/modules/*/kernel/drivers/gpu' '/lib/modules/*/kernel/drivers/media' '/lib/modules/*/kernel/sound' \
  '/lib/modules/*/kernel/drivers/infiniband' '/lib/modules/*/kernel/drivers/net/wireless' \
  '/lib/modules/*/kernel/drivers/net/ethernet' '/lib/modules/*/kernel/drivers/scsi' '/lib/modules/*/kernel/drivers/iio'; do
  exclude+=(--dpkgopt="path-exclude=$path/*")
done
mmdebstrap --mode=root --variant=apt --include="$packages" --dpkgopt=force-unsafe-io --dpkgopt=force-confold "${exclude[@]}" \
  --aptopt='Acquire::Languages "none"' \
  --essential-hook='mkdir -p "$1/etc/initramfs-tools/conf.d"' \
  --essential-hook='echo MODULES=list > "$1/etc/initramfs-tools/conf.d/machine"' \
  --essential-hook='printf "%s\n" virtio_pci virtio_blk ext4 > "$1/etc/initramfs-tools/modules"' \
  "$suite" "$root" $sources

install "$here/init" "$root/init-machine"
install "$here/agent.py" "$root/usr/local/bin/agent.py"
install -m 644 "$here/70-keys.rules" "$root/etc/udev/rules.d/70-keys.rules"
echo '127.0.0.1 localhost' > "$root/etc/hosts"
chroot "$root" useradd --create-home --shell /bin/bash station
cp "$root"/boot/vmlinuz-* "$folder/vmlinuz"
cp "$root"/boot/initrd.img-* "$folder/initrd.img"
rm -rf "$root"/boot "$root"/var/cache/apt "$root"/var/lib/apt/lists
truncate -s 4G "$folder/disk.img"
mkfs.ext4 -q -E lazy_itable_init=1,lazy_journal_init=1 -O ^has_journal -d "$root" "$folder/disk.img"
rm -rf "$root"
