// OpenMLNet OUTPUT-FOLDER ASSEMBLY…
// Writes copies of assemblies for the compiler to read, in which what was internal is public. They are never run or shipped.

using OpenMLNet;

string folder = args[0];
Directory.CreateDirectory(folder);
foreach (string path in args[1..])
{
    byte[] image = File.ReadAllBytes(path);
    MetadataFlags.Open(image);
    File.WriteAllBytes(Path.Combine(folder, Path.GetFileName(path)), image);
}
