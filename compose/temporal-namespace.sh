#!/bin/sh
# Makes the namespace where it is missing. Closed workflows are kept a week: the record is Dondoc's event table.
set -eu

until temporal operator cluster health; do sleep 2; done
temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" \
  || temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 7d
