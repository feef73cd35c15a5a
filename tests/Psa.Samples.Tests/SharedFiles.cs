using System.IO.Compression;

namespace Psa.Samples.Tests;

/// <summary>Public and awkward bills that lie beside the checkout; tests that need them are skipped elsewhere.</summary>
internal static class SharedFiles
{
    internal static string Of(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Psa.Sdk.sln")))
            {
                var file = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data", name));
                Assert.SkipUnless(File.Exists(file), $"../shared/data/{name} isn't here.");
                return file;
            }
        }

        Assert.Skip("The tests don't run from a checkout, so there is no ../shared.");
        return string.Empty;
    }

    internal static byte[] Gzipped(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
