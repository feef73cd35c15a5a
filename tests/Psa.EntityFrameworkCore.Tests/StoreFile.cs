namespace Psa.EntityFrameworkCore.Tests;

/// <summary>A place for a database file that goes when the test ends.</summary>
internal sealed class StoreFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psa store %20 ");

    public string Path => System.IO.Path.Combine(_folder.FullName, "psa.db");

    public string Folder => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);
}
