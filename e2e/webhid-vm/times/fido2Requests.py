#!/usr/bin/env python3
"""Asks the key at argv[1] through libfido2 for each request argv[2] times; prints the milliseconds of each as JSON."""
import ctypes
import json
import os
import sys
import time

fido = ctypes.CDLL('libfido2.so.1')
for function in ('fido_dev_new', 'fido_cbor_info_new', 'fido_cred_new', 'fido_cred_id_ptr', 'fido_assert_new'):
    getattr(fido, function).restype = ctypes.c_void_p
fido.fido_cred_id_len.restype = ctypes.c_size_t
RP = b'keys.contoso.example'
ES256 = -7
times = {}


def check(code):
    if code != 0:
        raise RuntimeError(f'libfido2 ended with {code}')


def timed(name, request):
    start = time.perf_counter()
    check(request())
    times.setdefault(name, []).append((time.perf_counter() - start) * 1000)


def pointer(value):
    return ctypes.c_void_p(value)


def size(value):
    return ctypes.c_size_t(len(value))


fido.fido_init(0)
device = pointer(fido.fido_dev_new())
check(fido.fido_dev_open(device, sys.argv[1].encode()))
for _ in range(int(sys.argv[2])):
    info, retries = pointer(fido.fido_cbor_info_new()), ctypes.c_int()
    timed('getInfo', lambda: fido.fido_dev_get_cbor_info(device, info))
    timed('getPinRetries', lambda: fido.fido_dev_get_retry_count(device, ctypes.byref(retries)))
    made, digest, user = pointer(fido.fido_cred_new()), os.urandom(32), os.urandom(16)
    check(fido.fido_cred_set_type(made, ES256))
    check(fido.fido_cred_set_clientdata_hash(made, digest, size(digest)))
    check(fido.fido_cred_set_rp(made, RP, RP))
    check(fido.fido_cred_set_user(made, user, size(user), b'lee', b'Lee', None))
    timed('makeCredential', lambda: fido.fido_dev_make_cred(device, made, None))
    used = pointer(fido.fido_assert_new())
    check(fido.fido_assert_set_clientdata_hash(used, digest, size(digest)))
    check(fido.fido_assert_set_rp(used, RP))
    check(fido.fido_assert_allow_cred(used, pointer(fido.fido_cred_id_ptr(made)),
                                      ctypes.c_size_t(fido.fido_cred_id_len(made))))
    timed('getAssertion', lambda: fido.fido_dev_get_assert(device, used, None))
fido.fido_dev_close(device)
print(json.dumps(times))
