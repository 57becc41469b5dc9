#include "CVips.h"

#include "libvips.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

// libvips takes its options as variadic arguments, which Swift cannot pass. Each function here is one
// call of libvips with the options that stet uses, and returns 0 on success as libvips does.

/// The functions of libvips, once `stet_vips_start` has found them; until then there are none.
static struct {
#define STET_FUNCTION(result, name, ...) result (*name)(__VA_ARGS__);
  STET_LIBVIPS_FUNCTIONS(STET_FUNCTION)
#undef STET_FUNCTION
} lib;

/// Where libvips is, up to NULL. On macOS the system does not look where Homebrew on Apple's processors
/// and MacPorts put it.
static const char *const places[] = {
#ifdef __APPLE__
    "libvips.42.dylib",
    "/opt/homebrew/lib/libvips.42.dylib",
    "/usr/local/lib/libvips.42.dylib",
    "/opt/local/lib/libvips.42.dylib",
#else
    "libvips.so.42",
#endif
    NULL,
};

/// Finds the functions of libvips and of what it depends on; 0 where none is missing.
static int find(void *library) {
#define STET_FUNCTION(result, name, ...)                                                           \
  if (!(*(void **)&lib.name = dlsym(library, #name))) return -1;
  STET_LIBVIPS_FUNCTIONS(STET_FUNCTION)
#undef STET_FUNCTION
  return 0;
}

/// Loads libvips, which stays loaded; 0 where it is there and whole.
static int load(void) {
  const char *named = getenv("STET_LIBVIPS");
  void *library = NULL;
  if (named && *named) {
    library = dlopen(named, RTLD_LAZY);
  } else {
    for (int index = 0; !library && places[index]; index++)
      library = dlopen(places[index], RTLD_LAZY);
  }
  return library ? find(library) : -1;
}

static void hush(const char *domain, int level, const char *message, void *data) {}

int stet_vips_start(void) {
  if (load() || lib.vips_init("stet")) return -1;
  lib.g_log_set_handler("VIPS", G_LOG_LEVEL_MASK, hush, NULL);
  lib.vips_concurrency_set(1);
  lib.vips_cache_set_max(0);
  lib.vips_block_untrusted_set(1);
  return 0;
}

/// Whether `in` comes with a profile of what its numbers mean, and one for numbers such as it has.
static int has_profile(VipsImage *in) {
  const void *profile = NULL;
  size_t count = 0;
  if (!lib.vips_image_get_typeof(in, VIPS_META_ICC_NAME) ||
      lib.vips_image_get_blob(in, VIPS_META_ICC_NAME, &profile, &count) ||
      !lib.vips_icc_is_compatible_profile(in, profile, count))
    return 0;
  // libvips takes a profile of greys (ICC.1 §7.2.6) for one of colours, too.
  return lib.vips_image_get_bands(in) < 3 || memcmp((const char *)profile + 16, "GRAY", 4);
}

/// What `stet_vips_open` gives, of inks that come with their profile, which the thumbnails of libvips
/// 8.14 do not ask; perceptually, as those profiles say themselves and browsers show it.
static int open_inks(const void *bytes, size_t count, int width, VipsImage **out) {
  VipsImage *inks =
      lib.vips_image_new_from_buffer(bytes, count, "", "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                                     VIPS_FAIL_ON_ERROR, NULL);
  VipsImage *colors = NULL;
  if (!inks) return -1;
  int result = lib.vips_icc_transform(inks, &colors, "srgb", "embedded", 1, "intent",
                                      VIPS_INTENT_PERCEPTUAL, NULL);
  lib.g_object_unref(inks);
  if (result) return result;
  result = lib.vips_thumbnail_image(colors, out, width, "height", VIPS_MAX_COORD, "size",
                                    VIPS_SIZE_DOWN, NULL);
  lib.g_object_unref(colors);
  return result;
}

// Numbers without a profile are taken for sRGB and stay as they are: asked to export them, libvips 8.14
// goes by way of XYZ and comes back with darker shadows and a tinted white.
int stet_vips_open(const void *bytes, size_t count, int width, VipsImage **out) {
  VipsImage *head = lib.vips_image_new_from_buffer(bytes, count, "", NULL);
  if (!head) return -1;
  int hasProfile = has_profile(head);
  int isInk = lib.vips_image_get_interpretation(head) == VIPS_INTERPRETATION_CMYK;
  lib.g_object_unref(head);
  if (hasProfile && isInk) return open_inks(bytes, count, width, out);
  return lib.vips_thumbnail_buffer((void *)bytes, count, out, width, "height", VIPS_MAX_COORD,
                                   "size", VIPS_SIZE_DOWN, "export_profile",
                                   hasProfile ? "srgb" : NULL, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
}

int stet_vips_scale(VipsImage *in, int width, int height, VipsImage **out) {
  return lib.vips_thumbnail_image(in, out, width, "height", height, "size", VIPS_SIZE_FORCE, NULL);
}

int stet_vips_look(const void *bytes, size_t count, int *orientation, int *pages) {
  VipsImage *image = lib.vips_image_new_from_buffer(bytes, count, "", NULL);
  if (!image) return -1;
  *orientation = lib.vips_image_get_orientation(image);
  *pages = lib.vips_image_get_n_pages(image);
  lib.g_object_unref(image);
  return 0;
}

int stet_vips_has_avif(void) {
  VipsImage *black = NULL;
  void *bytes = NULL;
  size_t count = 0;
  if (lib.vips_black(&black, 16, 16, "bands", 3, NULL)) return 0;
  int result = lib.vips_heifsave_buffer(black, &bytes, &count, "compression",
                                        VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "effort", 0, NULL);
  lib.g_object_unref(black);
  if (!result) lib.g_free(bytes);
  return !result && count > 0;
}

int stet_vips_cut(VipsImage *in, int left, int top, int width, int height, VipsImage **out) {
  return lib.vips_extract_area(in, out, left, top, width, height, NULL);
}

int stet_vips_choose(VipsImage *in, int width, int height, VipsImage **out) {
  return lib.vips_smartcrop(in, out, width, height, "interesting", VIPS_INTERESTING_ATTENTION,
                            NULL);
}

int stet_vips_flatten(VipsImage *in, VipsImage **out) {
  double white = 255;
  VipsArrayDouble *paper = lib.vips_array_double_new(&white, 1);
  int result = lib.vips_flatten(in, out, "background", paper, NULL);
  lib.vips_area_unref(paper);
  return result;
}

int stet_vips_write_avif(VipsImage *in, void **bytes, size_t *count, int quality, int effort) {
  return lib.vips_heifsave_buffer(in, bytes, count, "Q", quality, "effort", effort, "compression",
                                  VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "strip", 1, NULL);
}

int stet_vips_write_webp(VipsImage *in, void **bytes, size_t *count, int quality) {
  return lib.vips_webpsave_buffer(in, bytes, count, "Q", quality, "strip", 1, NULL);
}

int stet_vips_write_jpeg(VipsImage *in, void **bytes, size_t *count, int quality) {
  return lib.vips_jpegsave_buffer(in, bytes, count, "Q", quality, "optimize_coding", 1, "strip",
                                  1, NULL);
}

int stet_vips_write_png(VipsImage *in, void **bytes, size_t *count) {
  return lib.vips_pngsave_buffer(in, bytes, count, "compression", 7, "strip", 1, NULL);
}

int stet_vips_set_text(const char *markup, const char *font, int width, int spacing, VipsImage **out) {
  return lib.vips_text(out, markup, "font", font, "width", width, "spacing", spacing, "dpi", 72,
                       "wrap", VIPS_TEXT_WRAP_WORD_CHAR, NULL);
}

int stet_fonts_exist(void) {
  FcFontSet *fonts = NULL;
  FcPattern *any = lib.FcPatternCreate();
  FcObjectSet *nothing = lib.FcObjectSetBuild(FC_FAMILY, (char *)0);
  fonts = lib.FcFontList(NULL, any, nothing);
  int count = fonts ? fonts->nfont : 0;
  if (fonts) lib.FcFontSetDestroy(fonts);
  lib.FcObjectSetDestroy(nothing);
  lib.FcPatternDestroy(any);
  return count > 0;
}

int stet_vips_make(const void *bytes, size_t count, int width, int height, VipsImage **out) {
  VipsImage *plain = lib.vips_image_new_from_memory_copy(bytes, count, width, height, 3,
                                                         VIPS_FORMAT_UCHAR);
  if (!plain) return -1;
  int result = lib.vips_copy(plain, out, "interpretation", VIPS_INTERPRETATION_sRGB, NULL);
  lib.g_object_unref(plain);
  return result;
}

VipsImage *stet_vips_settle(VipsImage *in) { return lib.vips_image_copy_memory(in); }

void stet_vips_drop(VipsImage *image) { lib.g_object_unref(image); }

int stet_vips_width(const VipsImage *in) { return lib.vips_image_get_width(in); }

int stet_vips_height(const VipsImage *in) { return lib.vips_image_get_height(in); }

int stet_vips_bands(const VipsImage *in) { return lib.vips_image_get_bands(in); }

int stet_vips_has_alpha(VipsImage *in) { return lib.vips_image_hasalpha(in); }

void *stet_vips_pixels(VipsImage *in, size_t *count) {
  return lib.vips_image_write_to_memory(in, count);
}

void stet_vips_free(void *bytes) { lib.g_free(bytes); }

const char *stet_vips_version(void) { return lib.vips_version_string(); }
