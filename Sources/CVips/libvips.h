#pragma once
#include <stddef.h>

// What stet knows of libvips, and of GLib and fontconfig, which come with it: as their headers declare
// it, with gboolean, GType, enumerations and pointers to what only passes through as plain types.

typedef struct VipsImage VipsImage;
typedef struct VipsArrayDouble VipsArrayDouble;
typedef struct FcPattern FcPattern;
typedef struct FcObjectSet FcObjectSet;

/// fontconfig.h
typedef struct {
  int nfont;
  int sfont;
  FcPattern **fonts;
} FcFontSet;

/// glib/gmessages.h: `domain`, `level`, `message`, `data`.
typedef void (*GLogFunc)(const char *, int, const char *, void *);

enum {
  /// glib/gmessages.h: all but G_LOG_FLAG_RECURSION and G_LOG_FLAG_FATAL.
  G_LOG_LEVEL_MASK = ~3,
  /// vips/image.h
  VIPS_MAX_COORD = 10000000,
  /// vips/image.h, VipsAccess
  VIPS_ACCESS_SEQUENTIAL = 1,
  /// vips/image.h, VipsBandFormat
  VIPS_FORMAT_UCHAR = 0,
  /// vips/image.h, VipsInterpretation
  VIPS_INTERPRETATION_CMYK = 15,
  VIPS_INTERPRETATION_sRGB = 22,
  /// vips/colour.h, VipsIntent
  VIPS_INTENT_PERCEPTUAL = 0,
  /// vips/foreign.h, VipsFailOn
  VIPS_FAIL_ON_ERROR = 2,
  /// vips/foreign.h, VipsForeignHeifCompression
  VIPS_FOREIGN_HEIF_COMPRESSION_AV1 = 4,
  /// vips/resample.h, VipsSize
  VIPS_SIZE_DOWN = 2,
  VIPS_SIZE_FORCE = 3,
  /// vips/conversion.h, VipsInteresting
  VIPS_INTERESTING_ATTENTION = 3,
  /// vips/create.h, VipsTextWrap
  VIPS_TEXT_WRAP_WORD_CHAR = 2,
};

/// vips/header.h
#define VIPS_META_ICC_NAME "icc-profile-data"
/// fontconfig.h
#define FC_FAMILY "family"

/// Every function that is called: what it returns, its name, what it takes.
#define STET_LIBVIPS_FUNCTIONS(F)                                                                  \
  F(int, vips_init, const char *)                                                                  \
  F(const char *, vips_version_string, void)                                                       \
  F(void, vips_concurrency_set, int)                                                               \
  F(void, vips_cache_set_max, int)                                                                 \
  F(void, vips_block_untrusted_set, int)                                                           \
  F(VipsImage *, vips_image_new_from_buffer, const void *, size_t, const char *, ...)              \
  F(VipsImage *, vips_image_new_from_memory_copy, const void *, size_t, int, int, int, int)        \
  F(VipsImage *, vips_image_copy_memory, VipsImage *)                                              \
  F(void *, vips_image_write_to_memory, VipsImage *, size_t *)                                     \
  F(int, vips_image_get_width, const VipsImage *)                                                  \
  F(int, vips_image_get_height, const VipsImage *)                                                 \
  F(int, vips_image_get_bands, const VipsImage *)                                                  \
  F(int, vips_image_get_interpretation, const VipsImage *)                                         \
  F(int, vips_image_get_orientation, VipsImage *)                                                  \
  F(int, vips_image_get_n_pages, VipsImage *)                                                      \
  F(int, vips_image_hasalpha, VipsImage *)                                                         \
  F(size_t, vips_image_get_typeof, const VipsImage *, const char *)                                \
  F(int, vips_image_get_blob, const VipsImage *, const char *, const void **, size_t *)            \
  F(int, vips_icc_is_compatible_profile, VipsImage *, const void *, size_t)                        \
  F(int, vips_icc_transform, VipsImage *, VipsImage **, const char *, ...)                         \
  F(int, vips_thumbnail_image, VipsImage *, VipsImage **, int, ...)                                \
  F(int, vips_thumbnail_buffer, void *, size_t, VipsImage **, int, ...)                            \
  F(int, vips_copy, VipsImage *, VipsImage **, ...)                                                \
  F(int, vips_extract_area, VipsImage *, VipsImage **, int, int, int, int, ...)                    \
  F(int, vips_smartcrop, VipsImage *, VipsImage **, int, int, ...)                                 \
  F(int, vips_flatten, VipsImage *, VipsImage **, ...)                                             \
  F(int, vips_black, VipsImage **, int, int, ...)                                                  \
  F(int, vips_text, VipsImage **, const char *, ...)                                               \
  F(int, vips_heifsave_buffer, VipsImage *, void **, size_t *, ...)                                \
  F(int, vips_jpegsave_buffer, VipsImage *, void **, size_t *, ...)                                \
  F(int, vips_pngsave_buffer, VipsImage *, void **, size_t *, ...)                                 \
  F(int, vips_webpsave_buffer, VipsImage *, void **, size_t *, ...)                                \
  F(VipsArrayDouble *, vips_array_double_new, const double *, int)                                 \
  F(void, vips_area_unref, void *)                                                                 \
  F(void, g_object_unref, void *)                                                                  \
  F(void, g_free, void *)                                                                          \
  F(unsigned, g_log_set_handler, const char *, int, GLogFunc, void *)                              \
  F(FcPattern *, FcPatternCreate, void)                                                            \
  F(void, FcPatternDestroy, FcPattern *)                                                           \
  F(FcObjectSet *, FcObjectSetBuild, const char *, ...)                                            \
  F(void, FcObjectSetDestroy, FcObjectSet *)                                                       \
  F(FcFontSet *, FcFontList, void *, FcPattern *, FcObjectSet *)                                   \
  F(void, FcFontSetDestroy, FcFontSet *)
