#pragma once
#include <fontconfig/fontconfig.h>
#include <string.h>
#include <vips/vips.h>

// libvips takes its options as variadic arguments, which Swift cannot pass. Each function here is one
// call of libvips with the options that stet uses, and returns 0 on success as libvips does.

static inline void stet_vips_hush(const gchar *domain, GLogLevelFlags level, const gchar *message,
                                  gpointer data) {}

/// Starts libvips: one thread for each picture, nothing kept between operations, no word on the
/// terminal, no reader of formats that hostile files are known to break.
static inline int stet_vips_start(void) {
  if (vips_init("stet")) return -1;
  g_log_set_handler("VIPS", G_LOG_LEVEL_MASK, stet_vips_hush, NULL);
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  vips_block_untrusted_set(TRUE);
  return 0;
}

/// Whether `in` comes with a profile of what its numbers mean, and one for numbers such as it has.
static inline int stet_vips_has_profile(VipsImage *in) {
  const void *profile = NULL;
  size_t count = 0;
  if (!vips_image_get_typeof(in, VIPS_META_ICC_NAME) ||
      vips_image_get_blob(in, VIPS_META_ICC_NAME, &profile, &count) ||
      !vips_icc_is_compatible_profile(in, profile, count))
    return 0;
  // libvips takes a profile of greys (ICC.1 §7.2.6) for one of colours, too.
  return in->Bands < 3 || memcmp((const char *)profile + 16, "GRAY", 4);
}

/// What `stet_vips_open` gives, of inks that come with their profile, which the thumbnails of libvips 8.14
/// do not ask; perceptually, as those profiles say themselves and browsers show it.
static inline int stet_vips_open_inks(const void *bytes, size_t count, int width, VipsImage **out) {
  VipsImage *inks =
      vips_image_new_from_buffer(bytes, count, "", "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                                 VIPS_FAIL_ON_ERROR, NULL);
  VipsImage *colors = NULL;
  if (!inks) return -1;
  int result = vips_icc_transform(inks, &colors, "srgb", "embedded", TRUE, "intent",
                                  VIPS_INTENT_PERCEPTUAL, NULL);
  g_object_unref(inks);
  if (result) return result;
  result = vips_thumbnail_image(colors, out, width, "height", VIPS_MAX_COORD, "size",
                                VIPS_SIZE_DOWN, NULL);
  g_object_unref(colors);
  return result;
}

/// A picture of at most `width` pixels, upright, in sRGB or in its greys, from the bytes of a file.
///
/// Numbers without a profile are taken for sRGB and stay as they are: asked to export them, libvips 8.14
/// goes by way of XYZ and comes back with darker shadows and a tinted white.
static inline int stet_vips_open(const void *bytes, size_t count, int width, VipsImage **out) {
  VipsImage *head = vips_image_new_from_buffer(bytes, count, "", NULL);
  if (!head) return -1;
  int hasProfile = stet_vips_has_profile(head);
  int isInk = head->Type == VIPS_INTERPRETATION_CMYK;
  g_object_unref(head);
  if (hasProfile && isInk) return stet_vips_open_inks(bytes, count, width, out);
  return vips_thumbnail_buffer((void *)bytes, count, out, width, "height", VIPS_MAX_COORD, "size",
                               VIPS_SIZE_DOWN, "export_profile", hasProfile ? "srgb" : NULL,
                               "fail_on", VIPS_FAIL_ON_ERROR, NULL);
}

/// `in` scaled to `width` by `height` pixels.
static inline int stet_vips_scale(VipsImage *in, int width, int height, VipsImage **out) {
  return vips_thumbnail_image(in, out, width, "height", height, "size", VIPS_SIZE_FORCE, NULL);
}

/// How the camera was held (EXIF, 1 to 8), and how many pictures the file holds.
static inline int stet_vips_look(const void *bytes, size_t count, int *orientation, int *pages) {
  VipsImage *image = vips_image_new_from_buffer(bytes, count, "", NULL);
  if (!image) return -1;
  *orientation = vips_image_get_orientation(image);
  *pages = vips_image_get_n_pages(image);
  g_object_unref(image);
  return 0;
}

/// Whether libvips came with a writer of AVIF.
static inline int stet_vips_has_avif(void) {
  VipsImage *black = NULL;
  void *bytes = NULL;
  size_t count = 0;
  if (vips_black(&black, 16, 16, "bands", 3, NULL)) return 0;
  int result = vips_heifsave_buffer(black, &bytes, &count, "compression",
                                    VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "effort", 0, NULL);
  g_object_unref(black);
  if (!result) g_free(bytes);
  return !result && count > 0;
}

/// A part of `in`.
static inline int stet_vips_cut(VipsImage *in, int left, int top, int width, int height,
                                VipsImage **out) {
  return vips_extract_area(in, out, left, top, width, height, NULL);
}

/// The part of `in` of this size that draws the eye.
static inline int stet_vips_choose(VipsImage *in, int width, int height, VipsImage **out) {
  return vips_smartcrop(in, out, width, height, "interesting", VIPS_INTERESTING_ATTENTION, NULL);
}

/// `in` on white.
static inline int stet_vips_flatten(VipsImage *in, VipsImage **out) {
  double white = 255;
  VipsArrayDouble *paper = vips_array_double_new(&white, 1);
  int result = vips_flatten(in, out, "background", paper, NULL);
  vips_area_unref(VIPS_AREA(paper));
  return result;
}

static inline int stet_vips_write_avif(VipsImage *in, void **bytes, size_t *count, int quality,
                                       int effort) {
  return vips_heifsave_buffer(in, bytes, count, "Q", quality, "effort", effort, "compression",
                              VIPS_FOREIGN_HEIF_COMPRESSION_AV1, "strip", TRUE, NULL);
}

static inline int stet_vips_write_webp(VipsImage *in, void **bytes, size_t *count, int quality) {
  return vips_webpsave_buffer(in, bytes, count, "Q", quality, "strip", TRUE, NULL);
}

static inline int stet_vips_write_jpeg(VipsImage *in, void **bytes, size_t *count, int quality) {
  return vips_jpegsave_buffer(in, bytes, count, "Q", quality, "optimize_coding", TRUE, "strip",
                              TRUE, NULL);
}

static inline int stet_vips_write_png(VipsImage *in, void **bytes, size_t *count) {
  return vips_pngsave_buffer(in, bytes, count, "compression", 7, "strip", TRUE, NULL);
}

/// The shape of `markup` (Pango's), wrapped at `width` pixels: one band, 255 where there is ink.
static inline int stet_vips_set_text(const char *markup, const char *font, int width, int spacing,
                                     VipsImage **out) {
  return vips_text(out, markup, "font", font, "width", width, "spacing", spacing, "dpi", 72,
                   "wrap", VIPS_TEXT_WRAP_WORD_CHAR, NULL);
}

/// Whether the system has a font at all: without one Pango ends the program.
static inline int stet_fonts_exist(void) {
  FcFontSet *fonts = NULL;
  FcPattern *any = FcPatternCreate();
  FcObjectSet *nothing = FcObjectSetBuild(FC_FAMILY, (char *)0);
  fonts = FcFontList(NULL, any, nothing);
  int count = fonts ? fonts->nfont : 0;
  if (fonts) FcFontSetDestroy(fonts);
  FcObjectSetDestroy(nothing);
  FcPatternDestroy(any);
  return count > 0;
}
