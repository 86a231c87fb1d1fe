"""Calls an endpoint with boto3, and prints calls per second and the median latency in milliseconds as JSON."""

import json
import sys
import threading
import time

import boto3
from botocore.config import Config

url, certificate, concurrency, calls = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
client = boto3.client(
    "sagemaker-runtime",
    region_name="us-east-1",
    endpoint_url=url,
    verify=certificate,
    aws_access_key_id="any",
    aws_secret_access_key="any",
    config=Config(max_pool_connections=concurrency),
)
body = b"1" * 1024
latencies = []


def call(count):
    for _ in range(count):
        began = time.perf_counter()
        client.invoke_endpoint(EndpointName="dev-diabetes", ContentType="text/csv", Body=body)["Body"].read()
        latencies.append((time.perf_counter() - began) * 1000)


def measured(count):
    latencies.clear()
    threads = [threading.Thread(target=call, args=(count // concurrency,)) for _ in range(concurrency)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"perSecond": len(latencies) / (time.perf_counter() - began), "p50Ms": sorted(latencies)[len(latencies) // 2]}


measured(max(concurrency, calls // 10))
print(json.dumps(measured(calls)))
