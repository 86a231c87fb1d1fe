// Calls an endpoint with the AWS SDK for Go, and prints what boto3_calls.py prints.
package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"net/http"
	"os"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/sagemakerruntime"
)

type figures struct {
	PerSecond float64 `json:"perSecond"`
	P50Ms     float64 `json:"p50Ms"`
}

var body = bytes.Repeat([]byte("1"), 1024)

func main() {
	url, certificate := os.Args[1], os.Args[2]
	concurrency, calls := number(os.Args[3]), number(os.Args[4])
	client := sagemakerruntime.New(sagemakerruntime.Options{
		Region:       "us-east-1",
		BaseEndpoint: aws.String(url),
		Credentials:  credentials.NewStaticCredentialsProvider("any", "any", ""),
		HTTPClient:   httpClient(certificate, concurrency),
	})
	measured(client, concurrency, max(concurrency, calls/2))
	check(json.NewEncoder(os.Stdout).Encode(measured(client, concurrency, calls)))
}

// The SDK's own, which keeps 10 connections to a host where it is not told otherwise.
func httpClient(certificate string, concurrency int) *awshttp.BuildableClient {
	pem, err := os.ReadFile(certificate)
	check(err)
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(pem)
	return awshttp.NewBuildableClient().WithTransportOptions(func(transport *http.Transport) {
		transport.MaxIdleConnsPerHost = concurrency
		transport.TLSClientConfig = &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}
	})
}

func measured(client *sagemakerruntime.Client, concurrency, calls int) figures {
	latencies := make([][]time.Duration, concurrency)
	var workers sync.WaitGroup
	start := time.Now()
	for worker := range concurrency {
		workers.Go(func() {
			for range calls / concurrency {
				latencies[worker] = append(latencies[worker], call(client))
			}
		})
	}
	workers.Wait()
	took := time.Since(start)
	all := slices.Concat(latencies...)
	slices.Sort(all)
	return figures{float64(len(all)) / took.Seconds(), float64(all[len(all)/2]) / float64(time.Millisecond)}
}

func call(client *sagemakerruntime.Client) time.Duration {
	start := time.Now()
	_, err := client.InvokeEndpoint(context.Background(), &sagemakerruntime.InvokeEndpointInput{
		EndpointName: aws.String("dev-diabetes"),
		ContentType:  aws.String("text/csv"),
		Body:         body,
	})
	check(err)
	return time.Since(start)
}

func number(text string) int {
	value, err := strconv.Atoi(text)
	check(err)
	return value
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
