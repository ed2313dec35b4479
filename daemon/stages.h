#pragma once

#include "config/settings.h"
#include "pipeline/extract/options.h"
#include "pipeline/flow/batch.h"
#include "pipeline/metrics/extract.h"
#include "pipeline/normalise/normalise.h"

// What the stages do with a record; each call makes one worker's.
namespace tidings::daemon {

// Input to document, and its message where documents are published. `normalise` outlives it.
[[nodiscard]] flow::Work normalise_with(const normalise::Normalise& normalise, bool publish);

// Document to events and quotes, and the messages of those that are published. Records come with a KnowledgeEdition.
[[nodiscard]] flow::Work extract_with(const extract::Options& options, const config::StreamSettings& streams,
                                      const metrics::ExtractSeries& found);

}  // namespace tidings::daemon
