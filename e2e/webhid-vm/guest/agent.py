#!/usr/bin/env python3
"""The guest's side: does what the host asks, one thing a connection.

The first line of a connection is the request, JSON with `do`; what follows depends on it.
key     a kernel HID device; 64-byte CTAPHID reports both ways until the host closes, which pulls the key out
run     a program; its end as one JSON line. The host closing first ends the program
write   a file: as many bytes as `size` says
tunnel  bytes to and from a port of the guest's loopback interface
listen  a port of the guest's loopback interface leads to a port of the host's
"""
import json
import os
import pty
import re
import select
import shutil
import signal
import socket
import struct
import subprocess
import threading
import time

HOST = '10.0.2.2'  # where QEMU's user network has the host's loopback interface
REPORT = 64
# Usage page 0xF1D0, usage 1, one 64-byte report each way, no report id (CTAP 2.3, 11.2.8.2).
DESCRIPTOR = bytes.fromhex('06d0f1 0901 a101 0920 1500 26ff00 7508 9540 8102 0921 1500 26ff00 7508 9540 9102 c0')
DESTROY, OUTPUT, CREATE2, INPUT2 = 1, 6, 11, 12  # include/uapi/linux/uhid.h
BUS_USB = 3


def say(connection, answer):
    connection.sendall(json.dumps(answer).encode() + b'\n')


def key(connection, request):
    """Reports between the host and a HID device of the kernel."""
    uhid = os.open('/dev/uhid', os.O_RDWR)
    phys = request['id'].encode()
    os.write(uhid, struct.pack('<I128s64s64sHHIIII4096s', CREATE2, request['name'].encode(), phys, b'', len(DESCRIPTOR),
                               BUS_USB, request['vendorId'], request['productId'], 0, 0, DESCRIPTOR))
    try:
        say(connection, {'device': device_of(request['id'])})
        pending = b''
        while True:
            ready, _, _ = select.select([uhid, connection], [], [])
            if uhid in ready:
                event = os.read(uhid, 4380)
                if struct.unpack_from('<I', event)[0] == OUTPUT:
                    size = struct.unpack_from('<H', event, 4100)[0]
                    # hidraw hands the report id on as a first byte of zero.
                    connection.sendall(event[4 + size - REPORT:4 + size])
            if connection in ready:
                data = connection.recv(65536)
                if not data:
                    return
                pending += data
                while len(pending) >= REPORT:
                    report, pending = pending[:REPORT], pending[REPORT:]
                    os.write(uhid, struct.pack('<IH4096s', INPUT2, REPORT, report))
    finally:
        os.write(uhid, struct.pack('<I', DESTROY))
        os.close(uhid)


def device_of(phys):
    """The hidraw node of the key just made, once udev has dealt with it."""
    for _ in range(200):
        for node in os.listdir('/sys/class/hidraw'):
            with open(f'/sys/class/hidraw/{node}/device/uevent', encoding='utf8') as uevent:
                if f'HID_PHYS={phys}\n' in uevent.read() and os.path.exists(f'/dev/{node}'):
                    subprocess.run(['udevadm', 'settle', '-t', '5'], check=False)
                    return f'/dev/{node}'
        time.sleep(0.02)
    raise RuntimeError('the kernel made no hidraw node')


def run(connection, request):
    """A program at a terminal of its own, because some ask for a PIN only there; `answers` are typed at their prompts."""
    as_user = {'user': request['user'], 'group': request['user'], 'extra_groups': []} if 'user' in request else {}
    terminal, inner = pty.openpty()
    started = time.monotonic()
    child = subprocess.Popen(request['argv'], stdin=inner if request.get('input') is None else subprocess.PIPE,
                             stdout=inner, stderr=inner, start_new_session=True, preexec_fn=take_terminal,
                             env={**os.environ, **request.get('env', {})}, **as_user)
    os.close(inner)
    if request.get('input') is not None:
        child.stdin.write(request['input'].encode())
        child.stdin.close()
    answers, output = list(request.get('answers', [])), b''
    try:
        while True:
            ready, _, _ = select.select([terminal, connection], [], [])
            if connection in ready and not connection.recv(1):
                return
            if terminal not in ready:
                continue
            try:
                data = os.read(terminal, 65536)
            except OSError:  # EIO: nobody has the terminal open any more
                data = b''
            if not data:
                break
            if request.get('log'):
                print(data.decode(errors='replace'), end='', flush=True)
                continue
            output += data
            while answers and re.search(answers[0][0].encode(), output):
                os.write(terminal, answers.pop(0)[1].encode() + b'\n')
        code = child.wait()
        text = output.decode(errors='replace').replace('\r\n', '\n')
        say(connection, {'code': code, 'output': text, 'ms': (time.monotonic() - started) * 1000})
    finally:
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        child.wait()
        os.close(terminal)


def take_terminal():
    import fcntl
    import termios
    fcntl.ioctl(1, termios.TIOCSCTTY, 0)


def write(connection, request):
    """A file with what follows the first line."""
    os.makedirs(os.path.dirname(request['path']), exist_ok=True)
    left = request['size']
    with open(request['path'], 'wb') as file:
        while left > 0:
            data = connection.recv(min(left, 65536))
            if not data:
                raise RuntimeError('the file ended early')
            file.write(data)
            left -= len(data)
    os.chmod(request['path'], request.get('mode', 0o644))
    say(connection, {})


def remove(connection, request):
    """A file or a folder, if it is there."""
    shutil.rmtree(request['path'], ignore_errors=True)
    if os.path.exists(request['path']):
        os.remove(request['path'])
    say(connection, {})


def tunnel(connection, request):
    """Bytes to and from one of the guest's own ports."""
    with socket.create_connection(('127.0.0.1', request['port'])) as far:
        pass_on(connection, far)


def listen(connection, request):
    """Connections to one of the guest's ports go to the host."""
    server = socket.create_server(('127.0.0.1', request['port']))
    say(connection, {})

    def accept():
        while True:
            near, _ = server.accept()
            threading.Thread(target=lead, args=(near, request['to']), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()


def lead(near, port):
    with near, socket.create_connection((HOST, port)) as far:
        pass_on(near, far)


def pass_on(one, other):
    for end in (one, other):
        end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    peers = {one: other, other: one}
    try:
        while True:
            for end in select.select([one, other], [], [])[0]:
                data = end.recv(65536)
                if not data:
                    return
                peers[end].sendall(data)
    except OSError:
        return


def first_line(connection):
    line = b''
    while not line.endswith(b'\n'):
        byte = connection.recv(1)
        if not byte:
            return None
        line += byte
    return json.loads(line)


def serve(connection):
    with connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        request = first_line(connection)
        if request is None:
            return
        try:
            {'key': key, 'run': run, 'write': write, 'remove': remove, 'tunnel': tunnel,
             'listen': listen}[request['do']](connection, request)
        except Exception as error:  # the host hears of it, whatever it was
            try:
                say(connection, {'error': f'{type(error).__name__}: {error}'})
            except OSError:
                pass


server = socket.create_server(('0.0.0.0', 7000))
print('agent: ready', flush=True)
while True:
    accepted, _ = server.accept()
    threading.Thread(target=serve, args=(accepted,), daemon=True).start()
