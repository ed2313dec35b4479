#include "pipeline/language/sentences.h"
